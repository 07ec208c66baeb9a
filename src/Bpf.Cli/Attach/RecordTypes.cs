using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>
/// Determines the record type of a ring buffer or perf event array: the one the user gave, else the one the object declares, else the only struct of
/// the object with the size of the record.
/// </summary>
internal sealed class RecordTypes
{
    private readonly IReadOnlyList<TypeDescription> _types;
    private readonly TypeDescription? _known;
    private readonly uint _padding;
    private readonly Dictionary<int, TypeDescription?> _byLength = [];

    public RecordTypes(ObjectDescription file, BpfMap map, string[] assignments)
    {
        _types = file.Types;
        _padding = (uint)RawRecordReader.MaximumPadding(map.Type);
        MapDescription? description = file.Maps.FirstOrDefault(candidate => candidate.Name == map.Name);
        _known = Assigned(file, map.Name, assignments) ?? description?.RecordType;
    }

    /// <summary>Requires that every MAP=TYPE refers to an existing queue.</summary>
    /// <exception cref="BpfException">One of them does not.</exception>
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

    /// <summary>Decodes a record as a value; as bytes when the type is not known.</summary>
    public BtfValue Decode(ReadOnlySpan<byte> record, out string? type)
    {
        TypeDescription? found = _known ?? ByLength(record.Length);
        type = null;
        if (found is null || found.ValueSize > (ulong)record.Length)
        {
            return new BtfValue.Raw(record.ToArray());
        }

        type = found.Name;
        return found.Decode(record);
    }

    private static TypeDescription? Assigned(ObjectDescription file, string map, string[] assignments)
    {
        foreach (string assignment in assignments)
        {
            if (!assignment.StartsWith($"{map}=", StringComparison.Ordinal))
            {
                continue;
            }

            string name = assignment[(map.Length + 1)..];
            TypeDescription? Find(BtfKind kind) => file.Types.FirstOrDefault(type => type.Kind == kind && type.Name == name);
            return file.HasTypes
                ? Find(BtfKind.Struct) ?? Find(BtfKind.Typedef) ?? throw new BpfException(
                    "find type", name, null, "The object's BTF has no such struct or typedef; it only contains types that a map, variable or function uses.")
                : null;
        }

        return null;
    }

    private TypeDescription? ByLength(int length)
    {
        if (_byLength.TryGetValue(length, out TypeDescription? known))
        {
            return known;
        }

        TypeDescription[] fitting =
            [.. _types.Where(type => type is { Kind: BtfKind.Struct, Name.Length: > 0 } && type.ValueSize <= (ulong)length
            && type.ValueSize + _padding >= (ulong)length).Take(2)];
        return _byLength[length] = fitting.Length == 1 ? fitting[0] : null;
    }
}
