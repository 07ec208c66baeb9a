using Bpf.Objects;

namespace Bpf.Runtime;

/// <summary>Options for opening and loading a <see cref="BpfObject"/>.</summary>
public sealed class BpfObjectOptions
{
    /// <summary>
    /// BPF file system from which to create a token (kernel 6.9). With <see langword="null"/>, the environment variable LIBBPF_BPF_TOKEN_PATH
    /// applies; without it, /sys/fs/bpf and the other mounted BPF file systems are tried, ignoring failures. Empty means no token.
    /// </summary>
    public string? TokenPath { get; init; }

    /// <summary>How to attach uprobes unless a program overrides it.</summary>
    public ProbeMode UprobeMode { get; init; }

    /// <summary>
    /// BTF file against which to resolve CO-RE relocations instead of the running kernel's types, even if the kernel has BTF. It can contain all types of the
    /// running kernel, or only those that the object needs (<c>bpf btf min</c>).
    /// </summary>
    public string? TargetBtfPath { get; init; }

    /// <summary>
    /// Returns BTF against which to resolve CO-RE relocations if the running kernel does not expose its own: it is called with the kernel's release, as
    /// <c>uname -r</c> prints it, and returns an empty memory for a release that it does not know. The BTF can be reduced (<c>bpf btf min</c>,
    /// <see cref="ReducedBtf"/>), and a tool can embed it for several kernels.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>>? FallbackBtf { get; init; }

    /// <summary>Receives messages from the loader; called on the loading thread.</summary>
    public Action<BpfLogEntry>? Log { get; init; }

    /// <summary>Directory in a BPF file system for maps pinned by name; /sys/fs/bpf by default.</summary>
    public string? PinRoot { get; init; }

    /// <summary>The conventions the object follows.</summary>
    public BpfDialect Dialect { get; init; }

    /// <summary>Name of the object, also used in the kernel's names for the maps of its globals; by default, the file name up to its first dot.</summary>
    public string? Name { get; init; }

    /// <summary>Kernel configuration in file format, with values that override the running kernel's for <c>.kconfig</c> externs.</summary>
    public string? KernelConfig { get; init; }

    /// <summary>Whether to ignore unknown members of map definitions instead of rejecting them.</summary>
    public bool RelaxedMapDefinitions { get; init; }

    /// <summary>
    /// Whether to load programs that use variables with pointers in their initial values, as in <c>const struct { int id; const char *name; }
    /// table[]</c>. The pointers then hold no address; programs can use the other parts of such variables.
    /// </summary>
    public bool AllowDataPointers { get; init; }

    /// <summary>
    /// Verifier log level of the first load attempt: 0 (default) requests a log only after a failure; 1 logs instructions, 2 also every explored
    /// path, 4 statistics; the bits can be combined.
    /// </summary>
    public uint VerifierLogLevel { get; init; }

    /// <summary>The options that apply to reading the file.</summary>
    internal ObjectReadOptions Reading => new() { Dialect = Dialect, RelaxedMapDefinitions = RelaxedMapDefinitions };
}
