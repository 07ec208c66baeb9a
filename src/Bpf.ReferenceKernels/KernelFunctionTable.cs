using System.Text;

namespace Bpf.ReferenceKernels;

/// <summary>
/// The functions of several kernels with their prototypes; the prototype of the tracepoint <c>name</c> is listed as <c>btf_trace_name</c>, as in BTF.
/// Opening the table reads only names and the directory; functions are looked up on demand.
/// </summary>
internal sealed class KernelFunctionTable
{
    /// <summary>First bytes of the table.</summary>
    public const uint Magic = 0x31464B42; // "BKF1"

    private const string ResourceName = "kernel-functions.bin";
    private static readonly Lazy<KernelFunctionTable> s_reference
        = new(static () => new KernelFunctionTable(TableResource.Read(ResourceName), KernelTypeTable.Reference));

    private readonly byte[] _bytes;
    private readonly KernelTypeTable _types;
    private readonly string[] _names;
    private readonly int[] _signatures; // offset of each
    private readonly int _count;
    private readonly int _functions;

    /// <param name="bytes">The uncompressed table.</param>
    /// <param name="types">The types that its prototypes refer to, written at the same time.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a table, or belong to other types.</exception>
    public KernelFunctionTable(byte[] bytes, KernelTypeTable types)
    {
        _bytes = bytes;
        _types = types;
        TableReader reader = TableReader.Open(bytes, Magic, "functions");
        if (reader.Number() != types.TypeCount)
        {
            throw new InvalidDataException("The table of functions and that of types were not written at the same time.");
        }

        _names = new string[reader.Count()];
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = reader.Text();
        }

        _signatures = new int[reader.Count()];
        int position = 0;
        for (int i = 0; i < _signatures.Length; i++)
        {
            _signatures[i] = position;
            position += reader.Count();
        }

        int start = reader.Skip(position);
        for (int i = 0; i < _signatures.Length; i++)
        {
            _signatures[i] += start;
        }

        _count = reader.Count();
        _functions = reader.Skip(0);
    }

    /// <summary>The table embedded in this assembly.</summary>
    public static KernelFunctionTable Reference => s_reference.Value;

    /// <summary>The names of all functions, sorted.</summary>
    public IEnumerable<string> Names => Scan(null).Select(static entry => entry.Name);

    /// <summary>Finds a function by name; returns null when no kernel has it.</summary>
    public KernelFunction? Find(string name)
    {
        foreach ((string found, int position) in Scan(name))
        {
            TableReader reader = new(_bytes, position);
            KernelSignature[] signatures = new KernelSignature[reader.Count()];
            for (int i = 0; i < signatures.Length; i++)
            {
                int signature = reader.Count();
                signatures[i] = Signature(signature, new KernelSet((uint)reader.Number()));
            }

            return new KernelFunction(found, [.. signatures.OrderBy(NewestOf)]);
        }

        return null;
    }

    /// <summary>Returns names with a prefix that resemble a name, without the prefix; the most similar come first.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="name">The name to compare with, without the prefix.</param>
    /// <param name="limit">Maximum number of edits.</param>
    public IReadOnlyList<string> NamesNear(string prefix, string name, int limit)
        => NearNames.Of(name, Names.Where(known => known.StartsWith(prefix, StringComparison.Ordinal)).Select(known => known.Substring(prefix.Length)), limit);

    private Version NewestOf(KernelSignature signature)
        => _types.Kernels.Where((_, kernel) => signature.Kernels.Contains(kernel)).Max(static kernel => kernel.Version)!;

    private KernelSignature Signature(int index, KernelSet kernels)
    {
        TableReader reader = new(_bytes, _signatures[index]);
        KernelType result = _types.Type(reader.Count());
        int count = reader.Count();
        KernelParameter[] parameters = new KernelParameter[count >> 1];
        for (int i = 0; i < parameters.Length; i++)
        {
            int name = reader.Count();
            parameters[i] = new KernelParameter(_names[name], _types.Type(reader.Count()));
        }

        return new KernelSignature(result, parameters, (count & 1) != 0, kernels);
    }

    /// <summary>Returns functions and where their signatures are: all, or the one with a name.</summary>
    private IEnumerable<(string Name, int Position)> Scan(string? wanted)
    {
        byte[]? key = wanted is null ? null : Encoding.UTF8.GetBytes(wanted);
        byte[] name = [];
        int length = 0;
        int position = _functions;
        for (int i = 0; i < _count; i++)
        {
            // Sorted names share their beginnings: each is stored as the length that it shares with the one before, and the rest.
            TableReader reader = new(_bytes, position);
            int shared = reader.Count();
            int rest = reader.Count();
            int start = reader.Skip(rest);
            length = shared + rest;
            if (name.Length < length)
            {
                Array.Resize(ref name, length * 2);
            }

            Array.Copy(_bytes, start, name, shared, rest);
            int size = reader.Count();
            int signatures = reader.Skip(size);
            position = signatures + size;
            if (key is null || (key.Length == length && name.AsSpan(0, length).SequenceEqual(key)))
            {
                yield return (Encoding.UTF8.GetString(name, 0, length), signatures);
            }
        }
    }
}
