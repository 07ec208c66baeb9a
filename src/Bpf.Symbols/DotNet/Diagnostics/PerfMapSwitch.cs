using System.Buffers.Binary;
using Bpf.Runtime;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.DotNet.Diagnostics;

/// <summary>
/// Has the runtime of a process write a perf map until this is disposed of. The runtime does not count who asked for it, so a map that the owner of the
/// process has switched on is left alone.
/// </summary>
internal sealed class PerfMapSwitch : IDisposable
{
    private const uint PerfMapOnly = 3; // PerfMapType
    private readonly DiagnosticsPort _port;
    private readonly FileRoot _root;
    private bool _isOurs;

    private PerfMapSwitch(DiagnosticsPort port, FileRoot root, string path, bool isOurs)
    {
        _port = port;
        _root = root;
        Path = path;
        _isOurs = isOurs;
    }

    /// <summary>Path of the map in the root of the process.</summary>
    public string Path { get; }

    /// <summary>True if the map was on before; it then stays on.</summary>
    public bool WasOn => !_isOurs;

    /// <summary>Switches the perf map of a process on, unless it is on.</summary>
    /// <param name="directory">Directory of the process in procfs.</param>
    /// <param name="namespaceId">Its id in its own pid namespace.</param>
    /// <param name="root">Its root.</param>
    /// <exception cref="BpfException">It has no diagnostics port, or one that may not be used or does not know the command.</exception>
    public static PerfMapSwitch On(string directory, int namespaceId, FileRoot root)
    {
        DiagnosticsPort port = DiagnosticsPort.Find(directory, namespaceId, root)
            ?? throw new BpfException("switch on the perf map of process", $"{namespaceId}", Errno.ENOENT,
                "It has no diagnostics port: it does not run CoreCLR, or was started with DOTNET_EnableDiagnostics=0.");
        string name = $"perf-{namespaceId}.map";
        if (OpenMap(directory, name) is { } open)
        {
            return new PerfMapSwitch(port, root, open, isOurs: false);
        }

        Span<byte> kind = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(kind, PerfMapOnly);
        port.Send(DiagnosticsCommand.EnablePerfMap, kind);
        return new PerfMapSwitch(port, root, OpenMap(directory, name) ?? $"/tmp/{name}", isOurs: true);
    }

    /// <summary>Switches the map off and deletes it, unless it was on before. A process that has exited leaves nothing to do but that.</summary>
    public void Dispose()
    {
        if (!_isOurs)
        {
            return;
        }

        _isOurs = false;
        try
        {
            _port.Send(DiagnosticsCommand.DisablePerfMap, []);
        }
        catch (BpfException)
        {
            // It has exited, or will not listen: the map is of no more use either way.
        }

        DeleteMap();
    }

    private static string? OpenMap(string directory, string name)
    {
        try
        {
            foreach (string descriptor in System.IO.Directory.EnumerateFileSystemEntries($"{directory}/fd"))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target && System.IO.Path.GetFileName(target) == name)
                {
                    return target;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }

        return null;
    }

    private void DeleteMap()
    {
        int separator = Path.LastIndexOf('/');
        if (_root.Open(separator == 0 ? "/" : Path[..separator], out BpfHandle place) != Errno.None)
        {
            return;
        }

        using (place)
        {
            try
            {
                File.Delete($"/proc/self/fd/{place.Descriptor}{Path[separator..]}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}
