using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach.Uprobes;
using Bpf.Runtime.Processes;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// What a uprobe sits on. Parts that are left out are taken from the program's section: <c>UprobeTarget.Process(pid)</c> only narrows the
/// attribute's target to one process.
/// </summary>
public sealed record UprobeTarget
{
    /// <summary>Every process.</summary>
    public const int AllProcesses = ProcessIds.All;

    /// <summary>The attaching process itself.</summary>
    public const int ThisProcess = ProcessIds.This;

    /// <summary>Path, library name (<c>libc</c>, <c>libc.so.6</c>) or program on PATH; null to take the section's.</summary>
    public string? Binary { get; init; }

    /// <summary>
    /// Function, with <c>@VERSION</c> if need be, or a glob with <c>*</c> and <c>?</c>; null to take the section's. A name that the file has exactly
    /// so is always that function, whatever characters it contains (<c>main.(*Server).Serve</c>). C++ and Rust functions also by the name in their
    /// source, <c>ns::Class::method</c>; with parameters, as c++filt writes them, only that overload is meant.
    /// </summary>
    public string? Function { get; init; }

    /// <summary>Bytes after the start of the function; without a function, offset in the file.</summary>
    public ulong Offset { get; init; }

    /// <summary><see cref="AllProcesses"/>, <see cref="ThisProcess"/> or a process id: only that process, all its threads. Null for every process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>
    /// A path is that of <see cref="ProcessId"/>, in its root, not that of this process. Names of libraries and programs are looked up in the process
    /// whenever there is one.
    /// </summary>
    public bool InProcess { get; init; }

    /// <summary>A file, by its path in the mount namespace of this process.</summary>
    /// <param name="path">The path.</param>
    /// <param name="function">The function; null to take the section's.</param>
    /// <param name="offset">Bytes after the start of the function; without a function, offset in the file.</param>
    public static UprobeTarget File(string path, string? function = null, ulong offset = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new() { Binary = path.Contains('/') ? path : $"./{path}", Function = function, Offset = offset };
    }

    /// <summary>A library or program, by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="function">The function; null to take the section's.</param>
    public static UprobeTarget Library(string name, string? function = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new() { Binary = name, Function = function };
    }

    /// <summary>
    /// One process. The binary is the one that the process has mapped, even if its path leads elsewhere by now. One that it has not mapped is an error
    /// when given by name, unless the process is just starting; by its full path, in the root of the process, it is taken as one that will be loaded
    /// later.
    /// </summary>
    /// <param name="processId">Process id in the pid namespace of this process; 0 for this process.</param>
    /// <param name="binary">Path or name; null to take the section's.</param>
    /// <param name="function">The function; null to take the section's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The process id is negative.</exception>
    public static UprobeTarget Process(int processId, string? binary = null, string? function = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(processId);
        return new() { ProcessId = processId, InProcess = true, Binary = binary, Function = function };
    }

    /// <summary>A target as written in attributes: <c>binary:function[@VERSION][+offset]</c>, or <c>binary:+offset</c> for an offset in the file.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no target.</exception>
    public static UprobeTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AttachTargetSyntax.TryParse(text, isReturnProbe: false, out AttachTargetSyntax syntax, out string? error)
            ? From(syntax)
            : throw new FormatException($"'{text}' is no uprobe target: {error}.");
    }

    /// <summary>
    /// What a hit of a probe on this target would cost, for each of its places, by the instruction there. A target with a process id is
    /// looked up in that process; nothing is attached.
    /// </summary>
    /// <param name="options">Further places, and whether to skip <c>endbr64</c>.</param>
    /// <exception cref="BpfException">Binary or function cannot be found.</exception>
    public IReadOnlyList<UprobeCostEstimate> EstimateCost(UprobeOptions? options = null)
    {
        UprobePlaces places = UprobePlaceResolver.Resolve("(estimate)", this, (options ?? new UprobeOptions()) with { AllowUnsafe = true }, isReturn: false);
        using ProbedFile probed = places.File;
        ElfFile file = SymbolCache.Of(probed, ArchivePath.Parse(Binary!)?.Member).File;
        return [.. places.Offsets.Select(offset => new UprobeCostEstimate(offset, ProbedCode.CostAt(file, offset)))];
    }

    internal static UprobeTarget From(AttachTargetSyntax syntax)
        => new() { Binary = syntax.Binary, Function = syntax.Function, Offset = syntax.Offset };

    /// <summary>This target, completed by the section's.</summary>
    internal UprobeTarget Over(UprobeTarget? section)
        => section is null ? this : this with
        {
            Binary = Binary ?? section.Binary,
            Function = Function ?? (Offset == 0 ? section.Function : null),
            Offset = Offset != 0 || Function is not null ? Offset : section.Offset,
            ProcessId = ProcessId ?? section.ProcessId,
        };
}
