// Enhances the row of a page's tools: loads each when a reader presses it. A tool's module has `open(button, context)`.
import { element, icon } from "./drawing.js";
import { speech } from "./speech.js";

const tools = {
  listen: () => import("./listen.js"),
  beside: () => import("./beside.js"),
  keep: () => import("./shelf.js"),
  share: () => import("./share.js"),
  print: () => import("./print.js"),
};

export function enhance(row) {
  const status = row.querySelector("[role=status]");
  const article = row.closest("article");
  let opened = null;

  if (!("speechSynthesis" in window)) row.querySelector("[data-tool=listen]")?.remove();

  const announce = (text) => { status.textContent = text; };

  /** Closes the open panel; the focus goes back to its button, where it was inside. */
  const close = () => {
    if (!opened) return;
    const { button, panel, closed } = opened;
    const inside = panel.contains(document.activeElement);
    opened = null;
    panel.remove();
    button.setAttribute("aria-expanded", "false");
    if (inside) button.focus();
    closed?.();
  };

  /** Opens a panel below the row, with these children. One is open at a time; `closed` is called when it is closed. */
  const open = async (button, children, closed) => {
    close();
    const say = await speech("tools");
    const away = element("button", { type: "button", className: "tool", textContent: say("close") });
    const panel = element("section", { className: "tool-panel", ariaLabel: button.textContent.trim() }, ...children, away);
    away.addEventListener("click", close);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    });
    row.after(panel);
    opened = { button, panel, closed };
    button.setAttribute("aria-expanded", "true");
    return panel;
  };

  row.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-tool]");
    if (!button) return;
    if (opened?.button === button) {
      close();
      return;
    }
    try {
      const { stylesheet } = await import("./request.js");
      const [module, say] = await Promise.all([tools[button.dataset.tool](), speech("tools"), stylesheet("styles/tools.css")]);
      await module.open(button, { article, row, say, open, close, announce, icon });
    } catch (error) {
      console.info(error); // Mostly there is no network, and the tool is not saved yet.
      announce(row.dataset.failed);
    }
  });
  row.hidden = false;
}
