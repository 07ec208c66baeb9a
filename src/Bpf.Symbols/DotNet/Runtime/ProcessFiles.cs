using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Methods;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.DotNet.Runtime;

/// <summary>The mapped files of a process, opened by their paths in its own root and told apart from files that replaced them.</summary>
internal sealed class ProcessFiles(int processId, ProcessMaps maps) : IMappedFiles
{
    /// <inheritdoc/>
    public ProcessMaps Maps { get; set; } = maps;

    /// <inheritdoc/>
    public MappedFile? TryOpen(string path)
    {
        try
        {
            using BpfHandle? file = FileRoot.Of(processId).TryOpenFile(path);
            return file is not null && IsMapped(file, path) ? MappedFile.Open($"/proc/self/fd/{file.Descriptor}") : null;
        }
        catch (Exception exception) when (exception is BpfException or IOException)
        {
            return null;
        }
    }

    // Mappings with the path come first, as they are almost always the ones.
    private bool IsMapped(BpfHandle file, string path)
    {
        Statx status = FileStatus.Of(file);
        return Maps.Mappings.Any(mapping => mapping.Name == path && mapping.IsOf(status, file))
            || Maps.Mappings.Any(mapping => mapping.IsFile && mapping.IsOf(status, file));
    }
}
