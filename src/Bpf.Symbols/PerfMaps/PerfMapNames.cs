using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime;
using Bpf.Symbols.Files;
using Bpf.Symbols.Names;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.PerfMaps;

/// <summary>The names in the perf map that a process writes: <c>/tmp/perf-PID.map</c> in its own root, with the id in its own pid namespace.</summary>
/// <param name="root">The root of the process.</param>
/// <param name="namespaceId">The id of the process in its pid namespace.</param>
/// <param name="userId">The user of the process. Anyone can create files in <c>/tmp</c>: a map of another user is not read.</param>
internal sealed class PerfMapNames(FileRoot root, int namespaceId, uint userId) : ICodeResolver
{
    private const ulong LargestFile = 256 << 20;
    private readonly Dictionary<ulong, CodeSymbol> _symbols = [];
    private PerfMap? _map;
    private FileIdentity _identity;
    private bool _isRead;

    /// <inheritdoc/>
    public NameSource Source => NameSource.PerfMap;

    /// <inheritdoc/>
    public bool TryResolve(ulong address, [NotNullWhen(true)] out CodeSymbol? symbol)
    {
        Read();
        symbol = null;
        if (_map?.Find(address) is not { } found)
        {
            return false;
        }

        if (!_symbols.TryGetValue(found.Start, out symbol) || symbol.RawName != found.Name || symbol.Size != found.Size)
        {
            (string name, CodeTier tier) = PerfMapTier.Split(found.Name);
            symbol = new()
            {
                Kind = CodeKind.Managed, Name = name, RawName = found.Name, Start = found.Start, Size = found.Size, Tier = tier, Source = NameSource.PerfMap,
            };
            _symbols[found.Start] = symbol;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Refresh() => _isRead = false;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Once in each epoch, and only if the file has changed. A file that is gone leaves its names: its process may have exited.
    private void Read()
    {
        if (_isRead)
        {
            return;
        }

        _isRead = true;
        using BpfHandle? file = root.TryOpenFile($"/tmp/perf-{namespaceId}.map");
        if (file is null || FileStatus.Of(file) is var status && ((status.UserId != userId && status.UserId != 0) || status.Size > LargestFile))
        {
            return;
        }

        FileIdentity identity = FileIdentity.Of(file);
        if (_map is not null && identity == _identity)
        {
            return;
        }

        try
        {
            _map = PerfMap.Parse(File.ReadAllBytes($"/proc/self/fd/{file.Descriptor}"));
            _identity = identity;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The names that are known stay.
        }
    }
}
