using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Methods;
using Bpf.Symbols.DotNet.Names;
using Bpf.Symbols.DotNet.Runtime;
using Bpf.Symbols.Memory;
using Bpf.Symbols.Names;

namespace Bpf.Symbols.DotNet;

/// <summary>
/// Names the methods of a process by the structures of its .NET runtime, without help from the process: no environment variable, no perf map, and the
/// process is not stopped. Not safe for threads.
/// </summary>
internal sealed class DotNetResolver : ICodeResolver
{
    private const int MostSymbols = 1 << 18;
    private readonly int _processId;
    private readonly ProcessFiles _files;
    private readonly ModuleTable _modules;
    private readonly TypeReader _types;
    private readonly MethodReader _methods;
    private readonly TierReader _tiers;
    private readonly Dictionary<(ulong Start, ulong Header), CodeSymbol> _symbols = [];
    // Symbols whose code can be collected and replaced: forgotten with the epoch.
    private readonly List<(ulong Start, ulong Header)> _collectible = [];
    private CodeSymbol[]? _byStart;

    private DotNetResolver(int processId, IProcessMemory memory, ProcessMaps maps, DotNetRuntime runtime)
    {
        _processId = processId;
        Runtime = runtime;
        _files = new ProcessFiles(processId, maps);
        _modules = new ModuleTable(memory, runtime.Layout, _files);
        _types = new TypeReader(memory, runtime.Layout, _modules);
        _methods = new MethodReader(memory, runtime.Layout, _modules, _types);
        _tiers = new TierReader(memory, runtime.Layout);
    }

    /// <summary>The runtime, with its code and unwind information.</summary>
    public DotNetRuntime Runtime { get; }

    /// <inheritdoc/>
    public NameSource Source => Runtime.Source;

    /// <summary>Opens the runtime of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="memory">Its memory, which the caller disposes of, and refreshes before it refreshes this.</param>
    /// <param name="maps">Its mappings.</param>
    /// <exception cref="RuntimeRefusedException">The process does not run CoreCLR, or a version of it that is not known.</exception>
    public static DotNetResolver Open(int processId, IProcessMemory memory, ProcessMaps maps)
        => new(processId, memory, maps, DotNetRuntime.Open(processId, memory, maps));

    /// <inheritdoc/>
    public bool TryResolve(ulong address, [NotNullWhen(true)] out CodeSymbol? symbol)
    {
        CodeBlock block = Runtime.Code.Find(address);
        if (block.Kind == CodeBlockKind.None)
        {
            symbol = Runtime.Code.IsReadable ? null : Known(address);
            return symbol is not null;
        }

        (ulong, ulong) key = (block.Start, block.Header);
        if (block.Start != 0 && _symbols.TryGetValue(key, out symbol))
        {
            return true;
        }

        symbol = block.Kind == CodeBlockKind.Stub ? Stub(block) : Method(block, address);
        if (block.Start != 0 && symbol.IsNamed)
        {
            if (_symbols.Count >= MostSymbols)
            {
                _symbols.Clear();
                _collectible.Clear();
            }

            _symbols.Add(key, symbol);
            _byStart = null;
            if (block.IsCollectible)
            {
                _collectible.Add(key);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        if (!Runtime.Code.IsReadable)
        {
            return;
        }

        if (Runtime.Code.Refresh())
        {
            _symbols.Clear();
        }

        foreach ((ulong, ulong) key in _collectible)
        {
            _symbols.Remove(key);
        }

        bool hasCollectible = _collectible.Count > 0;
        _collectible.Clear();
        try
        {
            _files.Maps = ProcessMaps.Read(_processId);
        }
        catch (BpfException)
        {
            return;
        }

        if (_modules.Refresh() || hasCollectible)
        {
            _types.Refresh();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _modules.Dispose();

    // What was named stays named after the process has exited.
    private CodeSymbol? Known(ulong address)
    {
        _byStart ??= [.. _symbols.Values.Where(symbol => symbol.Size > 0).OrderBy(symbol => symbol.Start)];
        int low = 0;
        int high = _byStart.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (_byStart[middle].Start <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && address - _byStart[high].Start < _byStart[high].Size ? _byStart[high] : null;
    }

    private CodeSymbol Stub(in CodeBlock block)
    {
        string name = StubNames.Of(block.Stub);
        return new CodeSymbol { Kind = CodeKind.Stub, Name = name, RawName = name, Start = block.Start, Size = 0, Source = Source };
    }

    private CodeSymbol Method(in CodeBlock block, ulong address)
    {
        MethodIdentity? method = block.Method != 0 ? _methods.Find(block.Method)
            : Runtime.Code.MethodInImage(block, address) is { } inImage ? _methods.Find(block.Module, inImage) : null;
        bool isJitted = block.Kind == CodeBlockKind.Jitted;
        return new CodeSymbol
        {
            Kind = CodeKind.Managed,
            Name = method is null ? "[managed code]" : MethodNames.ForReaders(method),
            RawName = method is null ? "" : MethodNames.Raw(method),
            Module = method is null ? _modules[block.Module]?.Name : method.Module,
            Start = block.Start,
            Size = Runtime.Code.SizeOf(block),
            Tier = isJitted ? _tiers.Find(block.Method, block.Start) : CodeTier.ReadyToRun,
            Source = method is null ? NameSource.None : Source,
        };
    }
}
