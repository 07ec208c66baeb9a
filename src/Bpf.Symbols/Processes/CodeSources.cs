using Bpf.Symbols.DotNet;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Names;
using Bpf.Symbols.PerfMaps;

namespace Bpf.Symbols.Processes;

/// <summary>
/// The sources of names for code that is in no symbol table, in the order in which they are asked: the structures of the .NET runtime, then the perf map that
/// a process may have written.
/// </summary>
internal sealed class CodeSources : IDisposable
{
    private readonly TargetProcess _process;
    private DotNetResolver? _dotNet;
    private PerfMapNames _perfMap;

    /// <summary>Opens the sources of a process.</summary>
    public CodeSources(TargetProcess process)
    {
        _process = process;
        _perfMap = OpenPerfMap();
        OpenDotNet();
    }

    /// <summary>How the runtime's structures are read; <see cref="NameSource.None"/> if they are not.</summary>
    public NameSource Source => _dotNet?.Source ?? NameSource.None;

    /// <summary>Why they are not read; <see cref="DotNetProblem.None"/> if they are.</summary>
    public DotNetProblem Problem { get; private set; }

    /// <summary><see cref="Problem"/> for readers.</summary>
    public string? Reason { get; private set; }

    /// <summary>Returns the function at an address; <see langword="null"/> if no source knows the code.</summary>
    public CodeSymbol? Find(ulong address)
    {
        CodeSymbol? unnamed = null;
        if (_dotNet is not null && _dotNet.TryResolve(address, out CodeSymbol? managed))
        {
            if (managed.IsNamed)
            {
                return managed;
            }

            unnamed = managed;
        }

        return _perfMap.TryResolve(address, out CodeSymbol? mapped) ? mapped : unnamed;
    }

    /// <summary>Begins a new epoch.</summary>
    /// <param name="isOtherProgram">True if the process has replaced its program.</param>
    public void Refresh(bool isOtherProgram)
    {
        if (isOtherProgram)
        {
            Dispose();
            _dotNet = null;
            _perfMap = OpenPerfMap();
        }

        _dotNet?.Refresh();
        _perfMap.Refresh();
        // A runtime may be loaded late, or be starting.
        if (_dotNet is null && (isOtherProgram || Problem is DotNetProblem.NoRuntime or DotNetProblem.NotStarted or DotNetProblem.NotReadable))
        {
            OpenDotNet();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _dotNet?.Dispose();
        _perfMap.Dispose();
    }

    private PerfMapNames OpenPerfMap() => new(_process.Root, _process.NamespaceId, _process.UserId);

    private void OpenDotNet()
    {
        if (_process.Memory is not { } memory)
        {
            (Problem, Reason) = (DotNetProblem.NotReadable,
                "Its memory may be read only by its user, where ptrace access is allowed (kernel.yama.ptrace_scope), or with CAP_SYS_PTRACE.");
            return;
        }

        try
        {
            _dotNet = DotNetResolver.Open(_process.Id, memory, _process.Maps);
            (Problem, Reason) = (DotNetProblem.None, null);
        }
        catch (RuntimeRefusedException exception)
        {
            (Problem, Reason) = (exception.Problem, exception.Message);
        }
    }
}
