/* In an exported map: what a chosen event says, with the report's own words. Text only. */
(function () {
  "use strict";
  const CLOSE = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z";
  const MOST = 50;
  Furat.Details = class {
    addTo(map) {
      this.hub = map.furat;
      this.panel = Furat.element("section", "furat-details");
      this.panel.hidden = true;
      this.panel.tabIndex = -1;
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      this.panel.addEventListener("keydown", (e) => e.key === "Escape" && this.hide());
      map.getContainer().appendChild(this.panel);
      this.hub.listen("furat:chosen", (chosen) => this.show(chosen));
      return this;
    }
    hide() {
      this.panel.hidden = true;
      this.hub.set({ chosen: null });
    }
    show(chosen) {
      const { hub } = this;
      const indexes = !chosen ? [] : chosen.kind === "event" ? [chosen.index] : chosen.indexes || [];
      if (!indexes.length || !hub.details) return this.hide();
      const close = Furat.element("button", "furat-button furat-details-close");
      close.type = "button";
      close.appendChild(Furat.icon(CLOSE));
      close.setAttribute("aria-label", hub.text("close"));
      close.addEventListener("click", () => this.hide());
      this.panel.replaceChildren(close, ...indexes.slice(0, MOST).map((i) => this.article(i)));
      this.panel.dir = hub.state.dir;
      this.panel.hidden = false;
      this.panel.focus();
      return hub.set({ chosen });
    }
    article(index) {
      const { hub } = this;
      const events = hub.layers.events;
      const told = hub.details[index];
      const made = Furat.element("article");
      made.append(Furat.element("h3", "", events.typeLabel(index)));
      const deaths = hub.columns.fatalities[index];
      const language = hub.state.language;
      const lines = [
        [events.days(index), told.place].filter(Boolean).join(" · "),
        told.actors.map((id) => hub.label(hub.layers.areas.actor(id).label)).join(" – "),
        deaths < 0 ? hub.text("fatalities_unknown") : Furat.fill(hub.text("fatalities"), { n: Furat.numberText(deaths, language) }),
      ];
      lines.filter(Boolean).forEach((line) => made.append(Furat.element("div", "", line)));
      if (told.sentence) {
        const quote = Furat.element("blockquote", "", told.sentence);
        quote.dir = "auto";
        made.append(quote);
      }
      const from = Furat.element("div", "");
      const named = told.source || hub.text("unnamed_source");
      if (/^https?:\/\//i.test(told.url || "")) {
        const link = Furat.element("a", "", named);
        link.href = told.url;
        link.rel = "noopener noreferrer";
        from.append(`${hub.text("source")}: `, link);
      } else from.textContent = `${hub.text("source")}: ${named}`;
      made.append(from);
      return made;
    }
  };
})();
