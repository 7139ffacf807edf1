// In place of what the desk does without: maps, scripts of React, syntax colours of programming languages.
export default [];
