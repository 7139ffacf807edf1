/* Made by `make desk`. What is in it, and under which licences: LICENSES.txt. */
var e=[];export{e as default};
