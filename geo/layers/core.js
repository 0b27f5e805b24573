/* What the layers of one live map share: days, elements, projection, colours and hatches. */
(function () {
  "use strict";
  if (window.Furat) return;
  const Furat = (window.Furat = {});
  const MS_A_DAY = 86400000;

  // ---- days: whole days since 1970-01-01, as in the columns -------------------------------------------------
  Furat.dayOf = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / MS_A_DAY);
  Furat.isoOf = (day) => new Date(day * MS_A_DAY).toISOString().slice(0, 10);
  Furat.today = () => Math.floor(Date.now() / MS_A_DAY);
  const formats = new Map();
  // Levantine month names with Western digits, as the region's press prints them.
  const locale = (language) => (language === "ar" ? "ar-SY-u-nu-latn" : "en-GB");
  Furat.dateText = (day, language, options) => {
    const key = language + JSON.stringify(options || {});
    if (!formats.has(key)) {
      const style = Object.assign({ timeZone: "UTC" }, options || { day: "numeric", month: "short", year: "numeric" });
      formats.set(key, new Intl.DateTimeFormat(locale(language), style));
    }
    return formats.get(key).format(new Date(day * MS_A_DAY));
  };
  Furat.numberText = (value, language) => new Intl.NumberFormat(locale(language)).format(value);
  Furat.fill = (text, values) => String(text).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  // ---- elements: text only ever arrives through textContent --------------------------------------------------
  Furat.element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = String(text);
    return made;
  };
  const SVG = "http://www.w3.org/2000/svg";
  Furat.icon = (path) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    return svg;
  };

  // ---- Web Mercator on the unit square ----------------------------------------------------------------------
  Furat.mercatorX = (lon) => lon / 360 + 0.5;
  Furat.mercatorY = (lat) => {
    const bounded = Math.max(-85, Math.min(85, lat)) * (Math.PI / 180);
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI);
  };
  const EARTH_KM = 40075.017;
  Furat.kmToUnit = (km, lat) => km / (EARTH_KM * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));

  const projectRing = (ring) => {
    const xy = new Float64Array(ring.length * 2);
    for (let i = 0; i < ring.length; i++) {
      xy[2 * i] = Furat.mercatorX(ring[i][0]);
      xy[2 * i + 1] = Furat.mercatorY(ring[i][1]);
    }
    return xy;
  };
  /* A GeoJSON geometry as flat rings or lines on the unit square, with their bounds. */
  Furat.project = (geometry) => {
    const rings = [];
    const take = (g) => {
      if (!g) return;
      if (g.type === "Polygon" || g.type === "MultiLineString") g.coordinates.forEach((r) => rings.push(projectRing(r)));
      else if (g.type === "LineString") rings.push(projectRing(g.coordinates));
      else if (g.type === "MultiPolygon") g.coordinates.forEach((p) => p.forEach((r) => rings.push(projectRing(r))));
      else if (g.type === "GeometryCollection") g.geometries.forEach(take);
    };
    take(geometry);
    return rings.map((xy) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = 0; i < xy.length; i += 2) {
        box[0] = Math.min(box[0], xy[i]);
        box[1] = Math.min(box[1], xy[i + 1]);
        box[2] = Math.max(box[2], xy[i]);
        box[3] = Math.max(box[3], xy[i + 1]);
      }
      return { xy, box };
    });
  };
  Furat.inside = (rings, x, y) => {
    let within = false;
    for (const { xy, box } of rings) {
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const above = xy[i + 1] > y;
        if (above !== xy[j + 1] > y && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
          within = !within;
        }
      }
    }
    return within;
  };

  // ---- colours and hatches ----------------------------------------------------------------------------------
  Furat.rgba = (hex, alpha) => {
    const n = parseInt(hex.slice(1), 16);
    return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${alpha})`;
  };
  const HATCHES = ["none", "diagonal", "back-diagonal", "horizontal", "vertical", "cross", "dots", "grid"];
  const hatchName = (name) => (HATCHES.includes(name) ? name : "diagonal");
  const strokes = {
    diagonal: [[-2, 2, 2, -2], [-2, 12, 12, -2], [8, 12, 12, 8]],
    "back-diagonal": [[-2, 8, 2, 12], [-2, -2, 12, 12], [8, -2, 12, 2]],
    horizontal: [[0, 5, 10, 5]],
    vertical: [[5, 0, 5, 10]],
    grid: [[0, 5, 10, 5], [5, 0, 5, 10]],
  };
  strokes.cross = strokes.diagonal.concat(strokes["back-diagonal"]);
  const hatchTiles = new Map();
  /* A 10 px tile of the hatch, to repeat; drawn once for each colour and pixel density. */
  Furat.hatchTile = (name, colour, alpha, width) => {
    const kind = hatchName(name);
    const density = Math.min(3, Math.ceil(window.devicePixelRatio || 1));
    const key = [kind, colour, alpha, width, density].join();
    if (hatchTiles.has(key)) return hatchTiles.get(key);
    const tile = document.createElement("canvas");
    tile.width = tile.height = 10 * density;
    const ctx = tile.getContext("2d");
    ctx.scale(density, density);
    ctx.strokeStyle = ctx.fillStyle = Furat.rgba(colour, alpha);
    ctx.lineWidth = width || 1.2;
    if (kind === "dots") {
      for (const [x, y] of [[2.5, 2.5], [7.5, 7.5]]) {
        ctx.beginPath();
        ctx.arc(x, y, 1.1, 0, 7);
        ctx.fill();
      }
    }
    ctx.beginPath();
    for (const [x1, y1, x2, y2] of strokes[kind] || []) {
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
    }
    ctx.stroke();
    const made = { tile, density };
    hatchTiles.set(key, made);
    return made;
  };
  Furat.hatch = (ctx, name, colour, alpha, width) => {
    const { tile, density } = Furat.hatchTile(name, colour, alpha, width);
    const pattern = ctx.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / density));
    return pattern;
  };

  Furat.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
})();
