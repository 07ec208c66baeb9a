using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Runtime;
using Bpf.Symbols;
using Bpf.Symbols.Files;
using Bpf.Symbols.Processes;
using Bpf.Symbols.Syscalls;

namespace Bpf.Profiling.Unwinding.Elf;

/// <summary>A program or library that a process has mapped.</summary>
internal sealed class ModuleFrames : IDisposable
{
    private const string VirtualLibrary = "[vdso]";
    private const ulong LargestVirtualLibrary = 1 << 20;
    private readonly MappedFile? _mapped;
    private readonly ElfFile _file;
    private readonly FrameFile _frames;

    private ModuleFrames(MappedFile? mapped, ElfFile file)
    {
        _frames = new(file);
        (_mapped, _file) = (mapped, file);
    }

    /// <summary>Opens what is mapped; <see langword="null"/> if that is not a readable program or library.</summary>
    public static ModuleFrames? Open(TargetProcess process, MemoryMapping mapping)
    {
        try
        {
            return mapping.Name == VirtualLibrary ? ReadVirtualLibrary(process, mapping) : mapping.IsFile ? OpenFile(process, mapping) : null;
        }
        catch (BpfException)
        {
            // Another kind of file, or one that this process may not read.
            return null;
        }
    }

    /// <summary>Returns how to step to the caller.</summary>
    /// <param name="offset">An offset in the file.</param>
    /// <param name="row">The row; <see langword="null"/> if the file does not say.</param>
    /// <returns>False if the offset is not in code of the file, but for instance in an assembly that is attached to it.</returns>
    public bool TryFind(ulong offset, out FrameRow? row)
    {
        row = null;
        if (_file.FindCodeSegment(offset) is not { } segment || (segment.Flags & ElfSegment.Executable) == 0)
        {
            return false;
        }

        row = _frames.RowAt(_file.AddressOf(offset, segment));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _mapped?.Dispose();

    private static ModuleFrames? ReadVirtualLibrary(TargetProcess process, MemoryMapping mapping)
    {
        byte[] bytes = new byte[Math.Min(mapping.End - mapping.Start, LargestVirtualLibrary)];
        return process.Memory is { } memory && memory.TryRead(mapping.Start, bytes) ? new(null, new ElfFile(bytes, mapping.Name)) : null;
    }

    private static ModuleFrames? OpenFile(TargetProcess process, MemoryMapping mapping)
    {
        using BpfHandle? file = process.Files.TryOpen(mapping);
        if (file is null || !FileStatus.Of(file).IsRegular)
        {
            return null;
        }

        MappedFile mapped = MappedFile.Open($"/proc/self/fd/{file.Descriptor}");
        try
        {
            return new(mapped, new ElfFile(mapped, mapping.Name));
        }
        catch (BpfObjectFormatException)
        {
            mapped.Dispose();
            return null;
        }
    }
}
