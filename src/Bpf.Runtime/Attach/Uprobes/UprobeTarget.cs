using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach.Uprobes;
using Bpf.Runtime.Processes;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// Target of a uprobe. Omitted parts come from the program's section: <c>UprobeTarget.Process(pid)</c> merely narrows the attribute's target to one
/// process.
/// </summary>
public sealed record UprobeTarget
{
    /// <summary>Selects all processes.</summary>
    public const int AllProcesses = ProcessIds.All;

    /// <summary>Selects the attaching process.</summary>
    public const int ThisProcess = ProcessIds.This;

    /// <summary>Path, library name (<c>libc</c>, <c>libc.so.6</c>) or program on PATH; null to use that of the section.</summary>
    public string? Binary { get; init; }

    /// <summary>
    /// Function, optionally with <c>@VERSION</c>, or a glob with <c>*</c> and <c>?</c>; null to use that of the section. A name that matches a
    /// function in the file exactly always means that function, whatever characters it contains (<c>main.(*Server).Serve</c>). C++ and Rust functions
    /// can also be given by their source name, <c>ns::Class::method</c>; with parameters, in the spelling of c++filt, only that overload matches.
    /// </summary>
    public string? Function { get; init; }

    /// <summary>Offset in bytes from the start of the function; without a function, offset in the file.</summary>
    public ulong Offset { get; init; }

    /// <summary>
    /// <see cref="AllProcesses"/>, <see cref="ThisProcess"/> or a process id, which selects all threads of that process. Null for all processes.
    /// </summary>
    public int? ProcessId { get; init; }

    /// <summary>
    /// Whether a path is resolved in the root of <see cref="ProcessId"/> rather than that of this process. Names of libraries and programs are always
    /// resolved in the process if one is given.
    /// </summary>
    public bool InProcess { get; init; }

    /// <summary>Creates a target in a file, given by its path in the mount namespace of this process.</summary>
    /// <param name="path">The path.</param>
    /// <param name="function">The function; null to use that of the section.</param>
    /// <param name="offset">Offset in bytes from the start of the function; without a function, offset in the file.</param>
    public static UprobeTarget File(string path, string? function = null, ulong offset = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new() { Binary = path.Contains('/') ? path : $"./{path}", Function = function, Offset = offset };
    }

    /// <summary>Creates a target in a library or program, given by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="function">The function; null to use that of the section.</param>
    public static UprobeTarget Library(string name, string? function = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new() { Binary = name, Function = function };
    }

    /// <summary>
    /// Creates a target in one process. The binary is the one the process has mapped, even if its path now leads elsewhere. A binary that is not
    /// mapped is an error when given by name, unless the process is just starting; given by its full path in the root of the process, it is assumed
    /// to be loaded later.
    /// </summary>
    /// <param name="processId">Process id in the pid namespace of this process; 0 for this process.</param>
    /// <param name="binary">Path or name; null to use that of the section.</param>
    /// <param name="function">The function; null to use that of the section.</param>
    /// <exception cref="ArgumentOutOfRangeException">The process id is negative.</exception>
    public static UprobeTarget Process(int processId, string? binary = null, string? function = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(processId);
        return new() { ProcessId = processId, InProcess = true, Binary = binary, Function = function };
    }

    /// <summary>
    /// Parses a target in attribute notation: <c>binary:function[@VERSION][+offset]</c>, or <c>binary:+offset</c> for an offset in the file.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a valid target.</exception>
    public static UprobeTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AttachTargetSyntax.TryParse(text, isReturnProbe: false, out AttachTargetSyntax syntax, out string? error)
            ? From(syntax)
            : throw new FormatException($"'{text}' is not a uprobe target: {error}.");
    }

    /// <summary>
    /// Estimates the cost of a hit at each place of this target, from the instruction there. A target with a process id is resolved in that process;
    /// nothing is attached.
    /// </summary>
    /// <param name="options">Additional places, and whether to skip <c>endbr64</c>.</param>
    /// <exception cref="BpfException">The binary or a function cannot be found.</exception>
    public IReadOnlyList<UprobeCostEstimate> EstimateCost(UprobeOptions? options = null)
    {
        UprobePlaces places = UprobePlaceResolver.Resolve("(estimate)", this, (options ?? new UprobeOptions()) with { AllowUnsafe = true }, isReturn: false);
        using ProbedFile probed = places.File;
        ElfFile file = SymbolCache.Of(probed, ArchivePath.Parse(Binary!)?.Member).File;
        return [.. places.Offsets.Select(offset => new UprobeCostEstimate(offset, ProbedCode.CostAt(file, offset)))];
    }

    internal static UprobeTarget From(AttachTargetSyntax syntax)
        => new() { Binary = syntax.Binary, Function = syntax.Function, Offset = syntax.Offset };

    /// <summary>Limits the target to a process, unless it names processes itself.</summary>
    /// <param name="processId">The process; null for no limit.</param>
    internal UprobeTarget In(int? processId) => ProcessId is null && processId is { } id ? this with { ProcessId = id, InProcess = true } : this;

    /// <summary>Completes this target with the section's.</summary>
    internal UprobeTarget Over(UprobeTarget? section)
        => section is null ? this : this with
        {
            Binary = Binary ?? section.Binary,
            Function = Function ?? (Offset == 0 ? section.Function : null),
            Offset = Offset != 0 || Function is not null ? Offset : section.Offset,
            ProcessId = ProcessId ?? section.ProcessId,
        };
}
