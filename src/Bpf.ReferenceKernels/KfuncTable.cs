using System.Globalization;

namespace Bpf.ReferenceKernels;

/// <summary>The functions of the reference kernels that programs may call, with the kinds of programs that may (eng/kfuncs.sh).</summary>
internal sealed class KfuncTable
{
    private const string ResourceName = "kfuncs.tsv";
    private const string StructOps = "STRUCT_OPS";
    private static readonly Lazy<KfuncTable> s_reference = new(static () => new KfuncTable(TableResource.ReadLines(ResourceName)));

    // Kinds that the kernel treats like others (bpf_prog_type_to_kfunc_hook, kernel/bpf/btf.c).
    private static readonly Dictionary<string, string> s_same = new()
    {
        ["RAW_TP_WRITABLE"] = "RAW_TRACEPOINT",
        ["RAW_TRACEPOINT_WRITABLE"] = "RAW_TRACEPOINT",
        ["TRACE_FSESSION"] = "TRACE_FENTRY",
    };

    private readonly string[] _kinds;
    private readonly Dictionary<string, Kfunc> _functions = [];

    private KfuncTable(IEnumerable<string> lines)
    {
        string[][] rows = [.. lines.Select(static line => line.Split('\t'))];
        _kinds = rows[0];
        foreach (string[] row in rows.Skip(1))
        {
            _functions.Add(row[0], new Kfunc(row[0], (KfuncFlags)Hexadecimal(row[1]), [.. row.Skip(2).Select(Kernel)]));
        }
    }

    /// <summary>The table embedded in this assembly.</summary>
    public static KfuncTable Reference => s_reference.Value;

    /// <summary>All functions, sorted by name.</summary>
    public IEnumerable<Kfunc> Functions => _functions.Values;

    /// <summary>Finds a function; returns null when no reference kernel has it.</summary>
    public Kfunc? Find(string name) => _functions.TryGetValue(name, out Kfunc? function) ? function : null;

    /// <summary>Returns the names of kinds.</summary>
    /// <param name="bits">The kinds, as bits.</param>
    public IEnumerable<string> KindsOf(ulong bits) => _kinds.Where((_, index) => (bits >> index & 1) != 0);

    /// <summary>Returns all kinds that may call any function on a kernel, as bits.</summary>
    /// <param name="kernel">Version of the kernel.</param>
    public ulong KindsOf(Version kernel) => Functions.SelectMany(static function => function.Kernels).Where(known => known.Version == kernel)
        .Aggregate(0UL, static (bits, known) => bits | known.Kinds | known.SleepableKinds);

    /// <summary>Returns the kind as a bit, a bit for each struct for <c>STRUCT_OPS</c>; 0 for a kind that is not known.</summary>
    public ulong BitsOf(string kind)
    {
        string name = s_same.TryGetValue(kind, out string? same) ? same : kind;
        ulong bits = 0;
        for (int i = 0; i < _kinds.Length; i++)
        {
            bool isStructOps = name == StructOps && _kinds[i].StartsWith(StructOps, StringComparison.Ordinal);
            bits |= _kinds[i] == name || isStructOps ? 1UL << i : 0;
        }

        return bits;
    }

    /// <summary>
    /// Returns the version of the oldest reference kernel that has a function, if a kernel is too old for it as far as is known: the newest reference kernel up
    /// to that one does not have the function. Null if it may be there.
    /// </summary>
    /// <param name="name">The function.</param>
    /// <param name="kernel">The kernel.</param>
    public Version? SinceIfMissing(string name, Version kernel)
    {
        if (Find(name) is not { } function)
        {
            return null;
        }

        // Sources of the same version on two architectures count once.
        Version? newest = KernelTypeTable.Reference.Kernels.Select(static reference => reference.Version).Where(version => version <= kernel)
            .OrderByDescending(static version => version).FirstOrDefault();
        return newest is not null && function.Kernels[0].Version > newest ? function.Kernels[0].Version : null;
    }

    private static KfuncKernel Kernel(string text)
    {
        string[] parts = text.Split(':');
        return new KfuncKernel(Version.Parse(parts[0]), Hexadecimal(parts[1]), Hexadecimal(parts[2]));
    }

    private static ulong Hexadecimal(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
