/* Land, rivers, borders and town labels, drawn as vectors: nothing is asked of any tile server. */
(function () {
  "use strict";
  const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif';
  const Labels = Furat.CanvasLayer.extend({
    options: { pane: "furat-labels", level: 430, padding: 0.1 },
    layerName: "labels",
    start() {
      this.hub.listen("furat:basemap", (data) => {
        this.towns = data.towns.map(([lon, lat, rank, en, ar]) => ({
          x: Furat.mercatorX(lon), y: Furat.mercatorY(lat), rank, en, ar,
        }));
        this.rivers = data.rivers.filter((r) => r.en || r.ar);
        this.later();
      });
      this.hub.listen("furat:state", () => this.later());
    },
    paint(ctx, frame) {
      if (!this.towns || this.hub.state.shown.basemap === false) return;
      const taken = [];
      const free = (box) => !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
      const arabic = this.hub.state.language === "ar";
      const { scale, ox, oy, box, zoom } = frame;
      ctx.lineJoin = "round";
      ctx.textBaseline = "middle";
      let placed = 0;
      for (const town of this.towns) {
        if (town.rank > zoom || placed > 220) break;
        if (town.x < box[0] || town.x > box[2] || town.y < box[1] || town.y > box[3]) continue;
        const label = (arabic ? town.ar || town.en : town.en || town.ar) || "";
        const size = town.rank <= 4 ? 13 : town.rank <= 7 ? 12 : 11;
        const weight = town.rank <= 5 ? 600 : 400;
        const x = Math.round(town.x * scale - ox);
        const y = Math.round(town.y * scale - oy);
        ctx.font = `${weight} ${size}px ${FONT}`;
        const width = ctx.measureText(label).width;
        const side = arabic ? -1 : 1;
        const from = side > 0 ? x + 6 : x - 6 - width;
        const wanted = [Math.min(from, x - 3) - 3, y - size / 2 - 2, Math.max(from + width, x + 3) + 3, y + size / 2 + 2];
        if (!free(wanted)) continue;
        taken.push(wanted);
        placed++;
        ctx.beginPath();
        ctx.arc(x, y, town.rank <= 5 ? 2.4 : 1.7, 0, 7);
        ctx.fillStyle = "#fff";
        ctx.strokeStyle = "#4a4a45";
        ctx.lineWidth = 1;
        ctx.fill();
        ctx.stroke();
        ctx.direction = arabic ? "rtl" : "ltr";
        ctx.textAlign = "left";
        ctx.strokeStyle = "rgba(250,248,243,0.92)";
        ctx.lineWidth = 3;
        ctx.strokeText(label, from, y);
        ctx.fillStyle = town.rank <= 7 ? "#33332f" : "#55554f";
        ctx.fillText(label, from, y);
      }
      this.riverNames(ctx, frame, free, taken, arabic);
    },
    riverNames(ctx, frame, free, taken, arabic) {
      const { scale, ox, oy, min, max, zoom } = frame;
      if (zoom < 6) return;
      const named = new Map();
      ctx.font = `italic 400 11px ${FONT}`;
      ctx.textAlign = "center";
      for (const river of this.rivers) {
        if (river.rank > zoom - 1) continue;
        const label = arabic ? river.ar || river.en : river.en || river.ar;
        for (const { xy } of river.lines) {
          let gone = 0;
          for (let i = 2; i < xy.length; i += 2) {
            const x1 = xy[i - 2] * scale - ox, y1 = xy[i - 1] * scale - oy;
            const x2 = xy[i] * scale - ox, y2 = xy[i + 1] * scale - oy;
            const length = Math.hypot(x2 - x1, y2 - y1);
            gone += length;
            const x = (x1 + x2) / 2, y = (y1 + y2) / 2;
            if (x < min.x + 60 || x > max.x - 60 || y < min.y + 40 || y > max.y - 40) continue;
            if (gone < 240 && named.has(label)) continue;
            if ((named.get(label) || []).some(([a, b]) => Math.hypot(a - x, b - y) < 420)) continue;
            const half = ctx.measureText(label).width / 2;
            const box = [x - half, y - half * 0.6, x + half, y + half * 0.6];
            if (!free(box)) continue;
            taken.push(box);
            named.set(label, (named.get(label) || []).concat([[x, y]]));
            // The angle of the river around the label, read left to right.
            const reach = Math.max(2, Math.min(xy.length - 2, i + 8));
            const behind = Math.max(0, i - 10);
            let angle = Math.atan2(xy[reach + 1] - xy[behind + 1], xy[reach] - xy[behind]);
            if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
            ctx.save();
            ctx.translate(x, y);
            ctx.rotate(angle);
            ctx.strokeStyle = "rgba(250,248,243,0.9)";
            ctx.lineWidth = 3;
            ctx.strokeText(label, 0, -7);
            ctx.fillStyle = "#4d7c9b";
            ctx.fillText(label, 0, -7);
            ctx.restore();
          }
        }
      }
    },
  });

  /* Rivers and borders lie over the held areas, which would dull them. */
  const Lines = Furat.CanvasLayer.extend({
    options: { pane: "furat-lines", level: 380, padding: 0.2 },
    layerName: "lines",
    start() {
      this.hub.listen("furat:basemap", () => this.later());
      this.hub.listen("furat:state", (state) => {
        if (state.shown.basemap !== this.wasShown) this.later();
        this.wasShown = state.shown.basemap;
      });
    },
    paint(ctx, frame) {
      this.data = this.hub.layers.basemap.data;
      if (!this.data || this.hub.state.shown.basemap === false) return;
      const { zoom } = frame;
      const { river, border, province } = this.options;
      ctx.lineJoin = ctx.lineCap = "round";
      const stroke = (pieces, colour, width, dash) => {
        ctx.beginPath();
        for (const piece of pieces) this.trace(ctx, piece.lines, false);
        ctx.strokeStyle = colour;
        ctx.lineWidth = width;
        ctx.setLineDash(dash || []);
        ctx.stroke();
        ctx.setLineDash([]);
      };
      for (let rank = 1; rank <= 12; rank++) {
        if (rank > zoom + 1) break;
        const width = Math.min(4, Math.max(0.6, (zoom - rank) * 0.45 + 0.8));
        stroke(this.data.rivers.filter((r) => r.rank === rank), river, width);
      }
      if (zoom >= 6) stroke(this.data.provinces, province, 0.8, [2, 3]);
      stroke(this.data.borders, "rgba(255,255,255,0.7)", 3.2);
      stroke(this.data.borders, border, zoom < 6 ? 0.9 : 1.3, [7, 2.5, 1.5, 2.5]);
    },
  });

  Furat.Basemap = Furat.CanvasLayer.extend({
    options: { pane: "furat-basemap", level: 150, padding: 0.3 },
    layerName: "basemap",
    start() {
      const { river, border, province } = this.options;
      new Lines({ river, border, province }).addTo(this._map);
      new Labels().addTo(this._map);
      this._map.getContainer().style.background = this.options.water;
      this.hub.source.basemap().then((data) => {
        if (!data || !this._map) return;
        const line = (f) => ({ ...f, lines: Furat.project(f.geometry) });
        this.data = {
          land: data.land.map((f) => ({ detail: f.detail, box: f.box, rings: Furat.project(f.geometry) })),
          rivers: data.rivers.map(line),
          borders: data.borders.map(line),
          provinces: data.provinces.map(line),
        };
        this.later();
        this.hub.send("furat:basemap", { towns: data.towns, rivers: this.data.rivers });
      }).catch((error) => this.hub.fail(error));
      this.hub.listen("furat:state", (state) => {
        if (state.shown.basemap !== this.wasShown) this.later();
        this.wasShown = state.shown.basemap;
      });
    },
    paint(ctx) {
      if (!this.data) return;
      const { land, shore } = this.options;
      ctx.lineJoin = ctx.lineCap = "round";
      for (const piece of this.data.land) {
        ctx.beginPath();
        if (!this.trace(ctx, piece.rings, true)) continue;
        ctx.fillStyle = land;
        ctx.fill("evenodd");
        ctx.strokeStyle = shore;
        ctx.lineWidth = 0.8;
        ctx.stroke();
      }
    },
  });
})();
