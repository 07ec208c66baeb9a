using System.Buffers.Binary;
using System.Text;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>Writes the table that <see cref="KernelTypeTable"/> reads.</summary>
internal sealed class TableWriter
{
    private readonly MergedTypes _types;
    private readonly Dictionary<string, int> _names;
    private readonly Dictionary<KernelSet, int> _sets;
    private readonly MergedAggregate[] _aggregates;
    private readonly Dictionary<int, int> _aggregatePlaces = [];
    private readonly MergedEnumeration[] _enumerations;
    private readonly ByteWriter _output = new();

    private TableWriter(MergedTypes types)
    {
        _types = types;
        _aggregates = [.. types.Aggregates.OrderBy(item => item.IsUnnamed).ThenBy(item => item.Key, StringComparer.Ordinal).ThenBy(item => item.IsUnion)];
        Dictionary<MergedAggregate, int> numbers = types.Aggregates.Select((item, number) => (item, number)).ToDictionary(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < _aggregates.Length; i++)
        {
            _aggregatePlaces[numbers[_aggregates[i]]] = i;
        }

        _enumerations = [.. types.Enumerations.OrderBy(item => item.Name, StringComparer.Ordinal)];
        IEnumerable<string> names = types.Aggregates.Select(NameOf)
            .Concat(types.Aggregates.SelectMany(item => item.Members).Select(member => member.Name))
            .Concat(types.Types.Select(type => type.Name))
            .Concat(_enumerations.Select(item => item.Name))
            .Concat(_enumerations.SelectMany(item => item.Enumerators).Select(enumerator => enumerator.Name));
        // Kernel names are ASCII, so ordinal order is byte order.
        _names = names.Append("").Distinct().Order(StringComparer.Ordinal).Select((name, number) => (name, number)).ToDictionary();
        _sets = types.Aggregates.Select(item => item.Kernels)
            .Concat(types.Aggregates.SelectMany(item => item.Members).Select(member => member.Kernels))
            .Concat(_enumerations.Select(item => item.Kernels))
            .Concat(_enumerations.SelectMany(item => item.Enumerators).Select(enumerator => enumerator.Kernels))
            .Distinct().OrderBy(set => set.Bits).Select((set, number) => (set, number)).ToDictionary();
    }

    public static byte[] Write(MergedTypes types) => new TableWriter(types).Write();

    // For an anonymous struct, its typedef.
    private static string NameOf(MergedAggregate aggregate)
        => !aggregate.IsUnnamed ? aggregate.Key
            : aggregate.Key.StartsWith(MergedAggregate.TypedefPrefix, StringComparison.Ordinal) && !aggregate.Key.Contains('.', StringComparison.Ordinal)
            ? aggregate.Key[MergedAggregate.TypedefPrefix.Length..]
            : "";

    private byte[] Write()
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, KernelTypeTable.Magic);
        _output.Bytes(magic);
        _output.Number(_types.Kernels.Count);
        foreach (ReferenceKernel kernel in _types.Kernels)
        {
            _output.Text(kernel.Architecture);
            _output.Text(kernel.Version.ToString());
            _output.Text(kernel.Package);
        }

        _output.Number(_sets.Count);
        foreach (KernelSet set in _sets.Keys.OrderBy(set => set.Bits))
        {
            _output.Number(set.Bits);
        }

        _output.Parts([.. _names.OrderBy(item => item.Value).Select(item => Encoding.UTF8.GetBytes(item.Key))]);
        _output.Parts([.. _types.Types.Select(TypeBytes)]);
        WriteDirectory([.. _aggregates.Select(item =>
            (_names[NameOf(item)], (item.IsUnion ? 1 : 0) | (item.IsUnnamed ? 2 : 0), item.Kernels, MemberBytes(item)))]);
        WriteDirectory([.. _enumerations.Select(item => (_names[item.Name], 0, item.Kernels, EnumeratorBytes(item)))]);
        return _output.ToArray();
    }

    private void WriteDirectory(IReadOnlyList<(int Name, int Flags, KernelSet Kernels, byte[] Bytes)> entries)
    {
        _output.Number(entries.Count);
        foreach ((int name, int flags, KernelSet kernels, byte[] bytes) in entries)
        {
            _output.Number(name);
            _output.Number(flags | (_sets[kernels] << 2));
            _output.Number(bytes.Length);
        }

        foreach ((_, _, _, byte[] bytes) in entries)
        {
            _output.Bytes(bytes);
        }
    }

    private byte[] TypeBytes(MergedType type)
    {
        ByteWriter writer = new();
        writer.Number((long)type.Kind);
        switch (type.Kind)
        {
            case KernelTypeKind.Integer or KernelTypeKind.Float or KernelTypeKind.Enumeration:
                writer.Number(_names[type.Name]);
                writer.Number((type.Size << 1) | (type.IsSigned ? 1 : 0));
                break;
            case KernelTypeKind.Pointer:
                writer.Number(type.Number);
                break;
            case KernelTypeKind.Array:
                writer.Number(type.Number);
                writer.Number(type.Count);
                break;
            case KernelTypeKind.Typedef:
                writer.Number(_names[type.Name]);
                writer.Number(type.Number);
                break;
            case KernelTypeKind.Struct or KernelTypeKind.Union:
                writer.Number(_aggregatePlaces[type.Number]);
                break;
        }

        return writer.ToArray();
    }

    private byte[] MemberBytes(MergedAggregate aggregate)
    {
        ByteWriter writer = new();
        writer.Number(aggregate.Members.Count);
        foreach ((string name, int type, int bits, KernelSet kernels) in aggregate.Members)
        {
            writer.Number(_names[name]);
            writer.Number(type);
            writer.Number((_sets[kernels] << 1) | (bits != 0 ? 1 : 0));
            if (bits != 0)
            {
                writer.Number(bits);
            }
        }

        return writer.ToArray();
    }

    private byte[] EnumeratorBytes(MergedEnumeration enumeration)
    {
        ByteWriter writer = new();
        writer.Number(enumeration.Enumerators.Count);
        foreach (KernelEnumerator enumerator in enumeration.Enumerators)
        {
            writer.Number(_names[enumerator.Name]);
            writer.Signed(enumerator.Value);
            writer.Number(_sets[enumerator.Kernels]);
        }

        return writer.ToArray();
    }
}
