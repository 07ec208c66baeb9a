using Bpf.Runtime;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Processes;

namespace Bpf.Symbols;

/// <summary>
/// Names for the addresses of one process: functions of its programs and libraries, of the code that its .NET runtime compiled, of other runtimes through
/// their perf map, and of the kernel. It reads the files and the memory of the process and asks nothing of it. What was looked up once stays known after
/// the process has exited, loaded other libraries, or started another program. Safe for use by several threads.
/// </summary>
public sealed class ProcessSymbols : IDisposable
{
    private const ulong KernelHalf = 1UL << 63;
    private const long MinimumAge = 100; // milliseconds
    private static readonly Lazy<KernelSymbolTable?> s_kernel = new(TryReadKernel);
    private readonly Lock _lock = new();
    private readonly TargetProcess _process;
    private readonly ModuleCatalog _modules;
    private readonly PastMappings _past = new();
    private readonly Dictionary<(ulong Start, object? Owner), CodeSymbol> _symbols = [];
    private readonly CodeSources _sources;
    private long _readAt = Environment.TickCount64;

    private ProcessSymbols(TargetProcess process)
    {
        _process = process;
        _modules = new(process);
        _sources = new(process);
    }

    /// <summary>The id of the process in the pid namespace of this one.</summary>
    public int ProcessId => _process.Id;

    /// <summary>True if the process had exited when its mappings were last read.</summary>
    public bool HasExited
    {
        get
        {
            lock (_lock)
            {
                return _process.HasExited;
            }
        }
    }

    /// <summary>The mappings of the process when they were last read.</summary>
    public ProcessMaps Maps
    {
        get
        {
            lock (_lock)
            {
                return _process.Maps;
            }
        }
    }

    /// <summary>
    /// Where the names of .NET methods come from, as far as the structures of the runtime are concerned; <see cref="NameSource.None"/> if they are not read,
    /// so that only a perf map can name methods. See <see cref="ManagedNamesProblem"/>.
    /// </summary>
    public NameSource ManagedNames
    {
        get
        {
            lock (_lock)
            {
                return _sources.Source;
            }
        }
    }

    /// <summary>
    /// Why the structures of the .NET runtime are not read; <see langword="null"/> if they are, or if the process has no such runtime. Their layout is never
    /// guessed: a version that is not known is refused.
    /// </summary>
    public string? ManagedNamesProblem
    {
        get
        {
            lock (_lock)
            {
                return _sources.Problem == DotNetProblem.NoRuntime ? null : _sources.Reason;
            }
        }
    }

    /// <summary>Opens a process. It need not be stopped, and does not notice.</summary>
    /// <param name="processId">Its id in the pid namespace of this process.</param>
    /// <exception cref="BpfException">The process does not exist (ESRCH), or may not be inspected (EACCES).</exception>
    public static ProcessSymbols Open(int processId)
    {
        TargetProcess process = TargetProcess.Open(processId);
        try
        {
            return new(process);
        }
        catch (BpfException)
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns the function at an address of the process or of the kernel. The mappings are read again if the address is in none, at most ten times a
    /// second. The address of a caller is that of the instruction after the call: look up one less.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>The function, or what else is known about the place. Never throws for what the process does.</returns>
    public CodeFrame Resolve(ulong address)
    {
        if (address >= KernelHalf)
        {
            return new(address, s_kernel.Value?.Find(address) ?? UnknownKernel);
        }

        lock (_lock)
        {
            if (_process.Maps.Find(address) is null && Environment.TickCount64 - _readAt >= MinimumAge)
            {
                RefreshCore();
            }

            MemoryMapping? mapping = _process.Maps.Find(address) ?? _past.Find(address);
            return new(address, mapping is null ? CodeSymbol.Unknown : Name(mapping, address));
        }
    }

    /// <summary>
    /// Returns the functions of a stack. The first address is that of an instruction; the others are where calls return to, which can be behind the end of
    /// the function that called.
    /// </summary>
    /// <param name="addresses">The addresses, innermost first.</param>
    public CodeFrame[] ResolveStack(ReadOnlySpan<ulong> addresses)
    {
        CodeFrame[] frames = new CodeFrame[addresses.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            ulong address = addresses[i];
            frames[i] = i == 0 || address == 0 ? Resolve(address) : Resolve(address - 1) with { Address = address };
        }

        return frames;
    }

    /// <summary>Begins a new epoch: reads the mappings again, and looks for code that has been compiled since.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            RefreshCore();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _sources.Dispose();
            _process.Dispose();
        }
    }

    private static CodeSymbol UnknownKernel { get; } = new() { Kind = CodeKind.Kernel, Name = "[kernel]", RawName = "", Start = 0, Size = 0 };

    private static KernelSymbolTable? TryReadKernel()
    {
        try
        {
            return KernelSymbolTable.Read();
        }
        catch (BpfException)
        {
            return null;
        }
    }

    private void RefreshCore()
    {
        ProcessMaps old = _process.Maps;
        bool isOtherProgram = _process.Refresh();
        _readAt = Environment.TickCount64;
        if (!ReferenceEquals(old, _process.Maps))
        {
            _past.Add(old, _process.Maps);
        }

        _sources.Refresh(isOtherProgram);
    }

    private CodeSymbol Name(MemoryMapping mapping, ulong address)
    {
        MappedModule? module = _modules.Of(mapping);
        // Where offset 0 of the file is, even if that part is not mapped.
        ulong origin = module is null ? mapping.Start : mapping.Start - mapping.Offset;
        if (module?.Image is { } image && image.StartOf(address - origin) is { } start)
        {
            if (!_symbols.TryGetValue((origin + start, image), out CodeSymbol? function))
            {
                _symbols.Add((origin + start, image), function = image.Find(address - origin, origin)!);
            }

            return function;
        }

        if (_sources.Find(address) is { } found)
        {
            return found;
        }

        if (!_symbols.TryGetValue((origin, module), out CodeSymbol? place))
        {
            _symbols.Add((origin, module), place = Unnamed(mapping, module, origin));
        }

        return place;
    }

    private CodeSymbol Unnamed(MemoryMapping mapping, MappedModule? module, ulong origin)
    {
        bool isManaged = module?.IsAssembly ?? (mapping.IsExecutable && _sources.Problem is not (DotNetProblem.NoRuntime or DotNetProblem.NotReadable));
        string name = module?.Name ?? (isManaged ? "managed code" : mapping.Name.Length > 0 && !mapping.IsFile ? mapping.Name : "anon");
        return new()
        {
            Kind = isManaged ? CodeKind.Managed : module is null ? CodeKind.Anonymous : CodeKind.Native,
            Name = name.StartsWith('[') ? name : $"[{name}]",
            RawName = "",
            Module = module?.Name,
            Start = origin,
            Size = 0,
        };
    }
}
