using System.Text.Json.Nodes;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Writes events as text or as one JSON object per line. Thread-safe.</summary>
internal sealed class AttachOutput(bool json)
{
    private const int ShownPlaces = 8;
    private readonly Lock _lock = new();

    /// <summary>Writes the links of an object, and the programs that have none.</summary>
    public void Links(BpfObject target)
    {
        foreach (BpfProgram program in target.Programs)
        {
            if (program.Link is null)
            {
                if (program is { IsLoaded: true, AutoAttach: true })
                {
                    Line($"{program.Name}: not attached, its section '{program.SectionName}' names no target", "unattached",
                        () => new JsonObject { ["program"] = program.Name, ["section"] = program.SectionName });
                }

                continue;
            }

            LinkReport link = LinkReport.Of(program, program.Link);
            Line(Text(link), "link", () => Json(link));
        }
    }

    /// <summary>Writes a message from the loader; warnings go to standard error, separate from the data.</summary>
    public void Log(BpfLogEntry entry)
    {
        if (entry.Level < BpfLogLevel.Warning)
        {
            return;
        }

        if (json)
        {
            Line("", "warning", () => new JsonObject { ["subject"] = entry.Subject, ["message"] = entry.Message });
        }
        else
        {
            Console.Error.WriteLine($"bpf: warning: {entry.Subject}: {entry.Message}");
        }
    }

    /// <summary>Writes one record of a queue.</summary>
    public void Record(string map, string? type, BtfValue value)
        => Line($"{map}: {(type is null ? "" : $"{type} ")}{value}", "record",
            () => new JsonObject { ["map"] = map, ["type"] = type, ["value"] = ValueJson.Of(value) });

    /// <summary>Writes the number of records lost because a map was full.</summary>
    public void Lost(string map, ulong count)
        => Line($"{map}: {count} records lost", "lost", () => new JsonObject { ["map"] = map, ["records"] = count });

    /// <summary>Writes the variables of a section.</summary>
    public void Variables(string section, IReadOnlyList<(string Name, BtfValue Value)> variables)
    {
        string text = string.Join('\n', variables.Select(variable => $"  {variable.Name} = {variable.Value}").Prepend($"variables {section}"));
        Line(text, "variables", () => new JsonObject { ["section"] = section, ["values"] = ValueJson.Of(new BtfValue.Record(variables)) });
    }

    /// <summary>Writes the entries of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="entries">Keys and values.</param>
    /// <param name="omitted">Number of entries omitted.</param>
    public void Entries(BpfMap map, IReadOnlyList<(BtfValue Key, BtfValue Value)> entries, int omitted)
    {
        Map(map, entries.Count, omitted, entries.Select(entry => $"  {entry.Key}: {entry.Value}"), "entries", () =>
            [.. entries.Select(entry => new JsonObject { ["key"] = ValueJson.Of(entry.Key), ["value"] = ValueJson.Of(entry.Value) })]);
    }

    /// <summary>Writes the stack traces of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="stacks">Ids and frames, innermost first.</param>
    /// <param name="omitted">Number of stacks omitted.</param>
    public void Stacks(BpfMap map, IReadOnlyList<(uint Id, IReadOnlyList<string> Frames)> stacks, int omitted)
    {
        Map(map, stacks.Count, omitted, stacks.Select(stack => $"  {stack.Id}:{string.Concat(stack.Frames.Select(frame => $"\n    {frame}"))}"), "entries",
            () =>
            [.. stacks.Select(stack => new JsonObject { ["key"] = stack.Id, ["value"] = new JsonArray([.. stack.Frames]) })]);
    }

    /// <summary>Writes the elements of a queue or stack.</summary>
    /// <param name="map">The map.</param>
    /// <param name="elements">The elements; the next one comes first.</param>
    /// <param name="omitted">Number of elements omitted.</param>
    /// <param name="onlyNext">True when only the next element was read.</param>
    public void Elements(BpfMap map, IReadOnlyList<BtfValue> elements, int omitted, bool onlyNext)
    {
        string note = onlyNext && elements.Count > 0 ? ", only the next one; the others stay in the pinned map" : "";
        Map(map, elements.Count, onlyNext ? null : omitted, elements.Select(element => $"  {element}"), "elements", () => [.. elements.Select(ValueJson.Of)],
            note);
    }

    // The number of omitted entries is not always known.
    private void Map(BpfMap map, int count, int? omitted, IEnumerable<string> lines, string kind, Func<JsonArray> values, string note = "")
    {
        string noun = (kind, count) switch
        {
            ("entries", 1) => "entry",
            ("elements", 1) => "element",
            _ => kind,
        };
        string rest = omitted > 0 ? $", {omitted} more not shown" : "";
        Line(string.Join('\n', lines.Prepend($"map {map.Name} ({map.Type}): {count} {noun}{rest}{note}")), "map", () => new JsonObject
        {
            ["name"] = map.Name,
            ["type"] = map.Type.ToString(),
            [kind] = values(),
            ["omitted"] = omitted,
        });
    }

    private static string Text(LinkReport link)
    {
        string places = string.Join(", ",
            link.Places.Take(ShownPlaces).Select(place => place.Symbol is null ? $"0x{place.Offset:x}" : $"{place.Symbol} 0x{place.Offset:x}"));
        string more = link.Places.Count > ShownPlaces ? $" and {link.Places.Count - ShownPlaces} more" : "";
        return $"{link.Program}: {link.Link}{(places.Length == 0 ? "" : $" at {places}{more}")}{(link.Reason is null ? "" : $"; {link.Reason}")}";
    }

    private static JsonObject Json(LinkReport link) => new()
    {
        ["program"] = link.Program,
        ["mode"] = link.Mode,
        ["reason"] = link.Reason,
        ["target"] = link.Target,
        ["places"] = new JsonArray(
        [.. link.Places.Select(place => new JsonObject { ["file"] = place.File, ["offset"] = place.Offset, ["symbol"] = place.Symbol })]),
    };

    private void Line(string text, string kind, Func<JsonObject> node)
    {
        lock (_lock)
        {
            Console.WriteLine(json ? new JsonObject { [kind] = node() }.ToJsonString() : text);
        }
    }
}
