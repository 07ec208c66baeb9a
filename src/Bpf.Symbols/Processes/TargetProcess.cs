using System.Globalization;
using Bpf.Runtime;
using Bpf.Symbols.Files;
using Bpf.Symbols.Memory;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Processes;

/// <summary>
/// Another process, through one descriptor of its directory in procfs. The descriptor stays with the process: another one that gets the same id is never
/// read by mistake.
/// </summary>
internal sealed class TargetProcess : IDisposable
{
    private readonly BpfHandle _directory;
    private readonly BpfHandle? _root;

    private TargetProcess(int id, BpfHandle directory)
    {
        Id = id;
        _directory = directory;
        Maps = ProcessMaps.Read(Directory, id);
        Root = FileRoot.Of(Directory, id);
        // Another root than ours is reachable through the process only until it exits.
        if (Root.Directory is { } root && Native.Open(root, Native.OpenPath | Native.OpenDirectory, out BpfHandle open) == Errno.None)
        {
            _root = open;
            Root = new FileRoot($"/proc/self/fd/{open.Descriptor}");
        }

        Files = new(Directory, Root);
        Memory = TryOpenMemory();
        (NamespaceId, UserId) = ReadStatus();
    }

    /// <summary>Its id in the pid namespace of this process.</summary>
    public int Id { get; }

    /// <summary>Its id in its own pid namespace.</summary>
    public int NamespaceId { get; }

    /// <summary>Its effective user.</summary>
    public uint UserId { get; }

    /// <summary>A path to its directory in procfs, which leads nowhere after it has exited.</summary>
    public string Directory => $"/proc/self/fd/{_directory.Descriptor}";

    /// <summary>Its root.</summary>
    public FileRoot Root { get; }

    /// <summary>The files it has mapped.</summary>
    public MappedFileLocator Files { get; }

    /// <summary>Its mappings in this epoch.</summary>
    public ProcessMaps Maps { get; private set; }

    /// <summary>Its memory; <see langword="null"/> if it may not be read.</summary>
    public ProcessMemory? Memory { get; private set; }

    /// <summary>True if it had exited in this epoch. Its last mappings stay.</summary>
    public bool HasExited { get; private set; }

    /// <summary>Opens a process.</summary>
    /// <exception cref="BpfException">It does not exist (ESRCH), or may not be inspected (EACCES).</exception>
    public static TargetProcess Open(int id)
    {
        Errno error = Native.Open($"/proc/{id}", Native.OpenPath | Native.OpenDirectory, out BpfHandle directory);
        if (error != Errno.None)
        {
            throw ProcessErrors.Of(id, error);
        }

        try
        {
            return new(id, directory);
        }
        catch (BpfException)
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Begins a new epoch: reads the mappings again, and forgets pages of its memory.</summary>
    /// <returns><see langword="true"/> if it runs another program than before (execve), with other memory.</returns>
    public bool Refresh()
    {
        ProcessMaps maps;
        try
        {
            maps = ProcessMaps.Read(Directory, Id);
        }
        catch (BpfException)
        {
            HasExited = true;
            return false;
        }

        // A process that is about to exit has none.
        if (maps.Mappings.Count == 0)
        {
            HasExited = true;
            return false;
        }

        Maps = maps;
        Memory?.Refresh();
        if (Memory is null || IsReadable(Memory, maps))
        {
            return false;
        }

        ProcessMemory? memory = TryOpenMemory();
        if (memory is null || !IsReadable(memory, maps))
        {
            memory?.Dispose();
            return false;
        }

        Memory.Dispose();
        Memory = memory;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Memory?.Dispose();
        _root?.Dispose();
        _directory.Dispose();
    }

    // The descriptor of the memory that a process had before execve reads nothing.
    private static bool IsReadable(ProcessMemory memory, ProcessMaps maps)
        => maps.Mappings.FirstOrDefault(mapping => (mapping.Access & MappingAccess.Read) != 0 && mapping.IsFile) is not { } mapping
            || memory.Read(mapping.Start, stackalloc byte[1]) == 1;

    private ProcessMemory? TryOpenMemory()
    {
        try
        {
            return ProcessMemory.Open(Directory, Id);
        }
        catch (BpfException)
        {
            return null;
        }
    }

    private (int NamespaceId, uint UserId) ReadStatus()
    {
        int namespaceId = Id;
        uint userId = 0;
        try
        {
            foreach (string line in File.ReadLines($"{Directory}/status"))
            {
                // NSpid: the ids from the outermost namespace to its own; Uid: real, effective, saved, file system
                string[] fields = line.Split('\t', StringSplitOptions.RemoveEmptyEntries);
                if (fields is ["NSpid:", .., var innermost])
                {
                    namespaceId = int.Parse(innermost, CultureInfo.InvariantCulture);
                }
                else if (fields is ["Uid:", _, var effective, ..])
                {
                    userId = uint.Parse(effective, CultureInfo.InvariantCulture);
                }
            }
        }
        catch (IOException)
        {
            // It has exited; the next epoch notices.
        }

        return (namespaceId, userId);
    }
}
