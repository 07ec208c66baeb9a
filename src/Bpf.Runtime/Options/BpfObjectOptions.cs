using Bpf.Objects;

namespace Bpf.Runtime;

/// <summary>How a <see cref="BpfObject"/> is opened and loaded.</summary>
public sealed class BpfObjectOptions
{
    /// <summary>
    /// BPF file system from which a token is made. <see langword="null"/>: the environment variable LIBBPF_BPF_TOKEN_PATH, else
    /// /sys/fs/bpf and the other mounted BPF file systems are tried and their failure ignored. Empty: no token. Kernel 6.9.
    /// </summary>
    public string? TokenPath { get; init; }

    /// <summary>How uprobes are attached unless a program says otherwise.</summary>
    public ProbeMode UprobeMode { get; init; }

    /// <summary>File with the BTF to which CO-RE relocations adapt the programs, instead of the running kernel's.</summary>
    public string? TargetBtfPath { get; init; }

    /// <summary>Receives the messages of the loader; called on the thread that loads.</summary>
    public Action<BpfLogEntry>? Log { get; init; }

    /// <summary>Directory in a BPF file system for maps pinned by name; default /sys/fs/bpf.</summary>
    public string? PinRoot { get; init; }

    /// <summary>Whose conventions the object follows.</summary>
    public BpfDialect Dialect { get; init; }

    /// <summary>Name of the object, used in the kernel's names of its globals' maps; default is the file name up to its first dot.</summary>
    public string? Name { get; init; }

    /// <summary>Text in the form of a kernel configuration file whose values win over the running kernel's for <c>.kconfig</c> externs.</summary>
    public string? KernelConfig { get; init; }

    /// <summary>Ignore members of map definitions that this library does not know, instead of refusing them.</summary>
    public bool RelaxedMapDefinitions { get; init; }

    /// <summary>
    /// Load programs that use variables whose initial values have pointers, as in <c>const struct { int id; const char *name; } table[]</c>. The
    /// pointers then hold no address: programs can use the other parts of such variables.
    /// </summary>
    public bool AllowDataPointers { get; init; }

    /// <summary>
    /// Verifier log level of the first load attempt: 0 (default) asks for a log only after a failure; 1 instructions, 2 also every explored
    /// path, 4 statistics; bits combine.
    /// </summary>
    public uint VerifierLogLevel { get; init; }

    /// <summary>What reading the file takes of these.</summary>
    internal ObjectReadOptions Reading => new() { Dialect = Dialect, RelaxedMapDefinitions = RelaxedMapDefinitions };
}
