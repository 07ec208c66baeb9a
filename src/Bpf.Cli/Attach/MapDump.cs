using System.Runtime.InteropServices;
using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Symbols;

namespace Bpf.Cli.Attach;

/// <summary>Shows the contents of an object's maps and variables.</summary>
internal static class MapDump
{
    // The loader's own, for USDT probes.
    private const string LoaderMapPrefix = "__bpf_usdt_";

    /// <param name="target">The object; its programs are detached.</param>
    /// <param name="limit">Maximum number of entries to show per map.</param>
    /// <param name="symbols">Names in the process that the programs observed, if there was only one.</param>
    /// <param name="output">Receives the contents.</param>
    public static void Write(BpfObject target, int limit, ProcessSymbols? symbols, AttachOutput output)
    {
        ObjectDescription file = target.Describe();
        foreach (string section in target.Globals.Sections)
        {
            if (!section.StartsWith(".rodata", StringComparison.Ordinal) && Variables(file, target, section) is { Count: > 0 } variables)
            {
                output.Variables(section, variables);
            }
        }

        foreach (BpfMap map in target.Maps)
        {
            if (!map.IsCreated || map.Name.StartsWith('.') || map.Name.StartsWith(LoaderMapPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            MapDescription? types = file.Maps.FirstOrDefault(candidate => candidate.Name == map.Name);
            switch (MapKinds.Find(map.Type))
            {
                case { Contents: MapContents.Entries } kind:
                    WriteEntries(types, map, kind, limit, output);
                    break;
                case { Contents: MapContents.Elements }:
                    WriteElements(types, map, limit, output);
                    break;
                case { Contents: MapContents.Stacks }:
                    StackDump.Write(map, limit, symbols, output);
                    break;
            }
        }
    }

    private static List<(string, BtfValue)> Variables(ObjectDescription file, BpfObject target, string section)
        => [.. file.Variables.Where(variable => variable.Section == section).OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => (variable.Name, Decode(variable.Type, target.Globals.Bytes(section, variable.Name))))];

    private static void WriteEntries(MapDescription? types, BpfMap map, MapKind kind, int limit, AttachOutput output)
    {
        List<(BtfValue, BtfValue)> entries = [];
        int omitted = 0;
        byte[] key = new byte[map.KeySize];
        byte[] value = new byte[map.ElementSize];
        byte[]? last = null;
        while (map.TryGetNextKey(last, key))
        {
            last = [.. key];
            if (!map.TryLookup(key, value) || (kind.IsArray && !value.AsSpan().ContainsAnyExcept((byte)0)))
            {
                continue;
            }

            if (entries.Count < limit)
            {
                entries.Add((Decode(types?.KeyType, key), DecodeValue(types, map, kind, value)));
            }
            else
            {
                omitted++;
            }
        }

        output.Entries(map, entries, omitted);
    }

    // The kernel only shows the next element. A map that goes away with this command is drained to show all of them; a pinned one belongs to somebody
    // else.
    private static void WriteElements(MapDescription? types, BpfMap map, int limit, AttachOutput output)
    {
        List<BtfValue> elements = [];
        int omitted = 0;
        byte[] value = new byte[map.ElementSize];
        bool isPinned = map.PinPath is not null;
        while (isPinned ? elements.Count == 0 && map.TryLookup([], value) : map.TryTake([], value))
        {
            if (elements.Count < limit)
            {
                elements.Add(Decode(types?.ValueType, value));
            }
            else
            {
                omitted++;
            }
        }

        output.Elements(map, elements, omitted, isPinned);
    }

    private static BtfValue DecodeValue(MapDescription? types, BpfMap map, MapKind kind, byte[] value)
    {
        // Where programs have a map, user space reads its id.
        if (kind.HoldsMaps)
        {
            return new BtfValue.Record([("id", new BtfValue.Integer(MemoryMarshal.Read<uint>(value)))]);
        }

        if (!map.IsPerCpu)
        {
            return Decode(types?.ValueType, value);
        }

        int stride = (map.ValueSize + 7) & ~7;
        BtfValue[] perCpu = new BtfValue[value.Length / stride];
        for (int i = 0; i < perCpu.Length; i++)
        {
            perCpu[i] = Decode(types?.ValueType, value.AsSpan(i * stride, map.ValueSize));
        }

        return new BtfValue.List(perCpu);
    }

    private static BtfValue Decode(TypeDescription? type, ReadOnlySpan<byte> bytes) => type?.Decode(bytes) ?? new BtfValue.Raw(bytes.ToArray());
}
