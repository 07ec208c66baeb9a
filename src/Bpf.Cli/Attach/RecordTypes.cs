using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>
/// Finds the type of the records of a ring buffer or perf event array: the user's word; what the object declares; else the only struct of the
/// object that is as long as the record.
/// </summary>
internal sealed class RecordTypes
{
    private readonly BtfTypeTable? _types;
    private readonly uint _known;
    private readonly uint _padding;
    private readonly Dictionary<int, uint> _byLength = [];

    public RecordTypes(BpfObject target, BpfMap map, string[] assignments)
    {
        _types = target.File.Btf;
        // The kernel rounds the length of a record in a perf event array up.
        _padding = map.Type == MapType.PerfEventArray ? sizeof(ulong) - 1u : 0;
        _known = _types is null ? 0 : Assigned(_types, map.Name, assignments) is var assigned and not 0 ? assigned : map.Definition?.Record?.TypeId ?? 0;
    }

    /// <summary>Every MAP=TYPE must be about a queue that exists.</summary>
    /// <exception cref="BpfException">One is not.</exception>
    public static void RequireMaps(string[] assignments, List<string> maps)
    {
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=');
            if (equals <= 0 || !maps.Contains(assignment[..equals]))
            {
                throw new BpfException("understand", $"--record {assignment}", null,
                    $"Write MAP=TYPE; {(maps.Count == 0 ? "the object has no queues" : $"the queues are {string.Join(", ", maps)}")}.");
            }
        }
    }

    /// <summary>A record as a value; its bytes when the type is not known.</summary>
    public BtfValue Decode(ReadOnlySpan<byte> record, out string? type)
    {
        type = null;
        uint id = _known != 0 ? _known : ByLength(record.Length);
        if (id == 0 || _types!.SizeOf(id) > (ulong)record.Length)
            return new BtfValue.Raw(record.ToArray());

        type = _types[id].NameText;
        return new BtfValueReader(_types).Read(id, record);
    }

    private static uint Assigned(BtfTypeTable types, string map, string[] assignments)
    {
        foreach (string assignment in assignments)
        {
            if (!assignment.StartsWith($"{map}=", StringComparison.Ordinal))
                continue;

            string name = assignment[(map.Length + 1)..];
            byte[] key = System.Text.Encoding.UTF8.GetBytes(name);
            uint id = types.Find(key, BtfKind.Struct) is var found and not 0 ? found : types.Find(key, BtfKind.Typedef);
            return id != 0 ? id : throw new BpfException("find type", name, null, "The object's BTF has no such struct or typedef; a type that no map, variable or function names is not in it.");
        }

        return 0;
    }

    private uint ByLength(int length)
    {
        if (_types is null || _byLength.TryGetValue(length, out uint id))
            return _types is null ? 0 : _byLength[length];

        uint only = 0;
        for (uint candidate = _types.FirstId; candidate < _types.EndId; candidate++)
        {
            BtfType type = _types[candidate];
            if (type.Kind != BtfKind.Struct || type.NameOffset == 0 || type.RawSize > length || type.RawSize + _padding < length)
                continue;

            only = only == 0 ? candidate : uint.MaxValue;
        }

        return _byLength[length] = only == uint.MaxValue ? 0 : only;
    }
}
