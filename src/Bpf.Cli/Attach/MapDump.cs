using Bpf.Runtime;
using Bpf.Runtime.Btf;
using Bpf.Runtime.Btf.Values;

namespace Bpf.Cli.Attach;

/// <summary>Shows what is in the maps and variables of an object.</summary>
internal static class MapDump
{
    // The loader's own, for static tracing points.
    private const string LoaderMapPrefix = "__bpf_usdt_";

    public static void Write(BpfObject target, int limit, AttachOutput output)
    {
        foreach (string section in target.Globals.Sections)
        {
            if (!section.StartsWith(".rodata", StringComparison.Ordinal) && Variables(target, section) is { Count: > 0 } variables)
                output.Variables(section, variables);
        }

        foreach (BpfMap map in target.Maps)
        {
            bool isShown = map.IsCreated && HasEntries(map.Type) && !map.Name.StartsWith('.') && !map.Name.StartsWith(LoaderMapPrefix, StringComparison.Ordinal);
            if (isShown)
                WriteEntries(target.File.Btf, map, limit, output);
        }
    }

    private static bool HasEntries(MapType type) => type is MapType.Hash or MapType.LruHash or MapType.PerCpuHash or MapType.LruPerCpuHash
        or MapType.Array or MapType.PerCpuArray or MapType.LpmTrie;

    private static List<(string, BtfValue)> Variables(BpfObject target, string section)
    {
        List<(string, BtfValue)> variables = [];
        foreach ((string name, ulong size) in target.Globals.VariablesOf(section).OrderBy(variable => variable.Name, StringComparer.Ordinal))
        {
            uint id = target.File.Btf?.Find(System.Text.Encoding.UTF8.GetBytes(name), BtfKind.Variable) ?? 0;
            variables.Add((name, Decode(target.File.Btf, id, target.Globals.Bytes(section, name))));
        }

        return variables;
    }

    private static void WriteEntries(BtfTypeTable? types, BpfMap map, int limit, AttachOutput output)
    {
        List<(BtfValue, BtfValue)> entries = [];
        int omitted = 0;
        byte[] key = new byte[map.KeySize];
        byte[] value = new byte[map.ElementSize];
        byte[]? last = null;
        bool isArray = map.Type is MapType.Array or MapType.PerCpuArray;
        while (map.TryGetNextKey(last, key))
        {
            last = [.. key];
            if (!map.TryLookup(key, value) || (isArray && !value.AsSpan().ContainsAnyExcept((byte)0)))
                continue;
            if (entries.Count < limit)
                entries.Add((Decode(types, map.Definition!.KeyTypeId, key), DecodeValue(types, map, value)));
            else
                omitted++;
        }

        output.Entries(map, entries, omitted);
    }

    private static BtfValue DecodeValue(BtfTypeTable? types, BpfMap map, byte[] value)
    {
        uint type = map.Definition!.ValueTypeId;
        if (!map.IsPerCpu)
            return Decode(types, type, value);

        int stride = (map.ValueSize + 7) & ~7;
        BtfValue[] perCpu = new BtfValue[value.Length / stride];
        for (int i = 0; i < perCpu.Length; i++)
            perCpu[i] = Decode(types, type, value.AsSpan(i * stride, map.ValueSize));

        return new BtfValue.List(perCpu);
    }

    private static BtfValue Decode(BtfTypeTable? types, uint typeId, ReadOnlySpan<byte> bytes)
        => types is null || typeId == 0 ? new BtfValue.Raw(bytes.ToArray()) : new BtfValueReader(types).Read(typeId, bytes);
}
