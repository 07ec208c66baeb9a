using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Methods;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.DotNet.Runtime;

/// <summary>The mapped files of a process, opened by their paths in its own root and told apart from files that replaced them.</summary>
internal sealed class ProcessFiles(int processId, ProcessMaps maps) : IMappedFiles
{
    // overlayfs uses the upper bits of inodes in one of maps and stat alone; it and btrfs also show different devices.
    private const ulong InodeBits = (1UL << 48) - 1;

    /// <inheritdoc/>
    public ProcessMaps Maps { get; set; } = maps;

    /// <inheritdoc/>
    public MappedFile? TryOpen(string path)
    {
        try
        {
            using BpfHandle? file = FileRoot.Of(processId).TryOpenFile(path);
            return file is not null && IsMapped(FileStatus.Of(file), path) ? MappedFile.Open($"/proc/self/fd/{file.Descriptor}") : null;
        }
        catch (Exception exception) when (exception is BpfException or IOException)
        {
            return null;
        }
    }

    private bool IsMapped(Statx status, string path) => Maps.Mappings.Any(mapping => mapping.Inode == status.Inode
        ? (mapping.DeviceMajor, mapping.DeviceMinor) == (status.DeviceMajor, status.DeviceMinor) || mapping.Name == path
        : mapping.Inode != 0 && (mapping.Inode & InodeBits) == (status.Inode & InodeBits) && mapping.Name == path);
}
