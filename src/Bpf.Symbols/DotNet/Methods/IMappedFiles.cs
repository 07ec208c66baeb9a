using Bpf.Objects.Elf;

namespace Bpf.Symbols.DotNet.Methods;

/// <summary>The files that a process has mapped.</summary>
internal interface IMappedFiles
{
    /// <summary>The mappings of the process.</summary>
    ProcessMaps Maps { get; }

    /// <summary>Opens a file by its path in the process; null if it is not one that the process has mapped, such as one that replaced it.</summary>
    MappedFile? TryOpen(string path);
}
