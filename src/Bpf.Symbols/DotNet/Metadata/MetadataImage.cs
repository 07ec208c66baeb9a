using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>Opens metadata where it is: in a file, in an image in the memory of a process, or by itself in that memory.</summary>
internal static unsafe class MetadataImage
{
    private const uint Signature = 0x424A5342; // "BSJB"
    private const uint MostBytes = 256 << 20;

    /// <summary>Reads the metadata of a managed PE file, whose mapping it takes over; null if it has none.</summary>
    public static ModuleMetadata? InFile(MappedFile file, string name)
    {
        FileImage image = new(file);
        if (PortableExecutable.Read(image, 0, isMapped: false) is not { Metadata.Size: > 0 } executable)
        {
            return null;
        }

        ulong start = executable.AddressOf(executable.Metadata.Address);
        return executable.Metadata.Size <= int.MaxValue && start <= (ulong)file.Length && executable.Metadata.Size <= (ulong)file.Length - start
            ? Read(file.Slice((long)start, (int)executable.Metadata.Size), name, file) : null;
    }

    /// <summary>Copies the metadata of an image in memory; null if it has none.</summary>
    /// <param name="memory">The process.</param>
    /// <param name="imageBase">Address at which the image begins.</param>
    /// <param name="name">Name of the assembly; null to take it from the metadata.</param>
    public static ModuleMetadata? InImage(IProcessMemory memory, ulong imageBase, string? name)
    {
        // An image is laid out as loaded or as in its file; only one of the two leads to metadata.
        foreach (bool isMapped in (ReadOnlySpan<bool>)[true, false])
        {
            if (PortableExecutable.Read(memory, imageBase, isMapped) is { Metadata.Size: > 0 } executable
                && InMemory(memory, executable.AddressOf(executable.Metadata.Address), executable.Metadata.Size, name) is { } metadata)
            {
                return metadata;
            }
        }

        return null;
    }

    /// <summary>Copies metadata from memory; null if there is none.</summary>
    public static ModuleMetadata? InMemory(IProcessMemory memory, ulong address, uint size, string? name)
    {
        if (memory.UInt32(address) != Signature || size > MostBytes)
        {
            return null;
        }

        // Pinned for good, as readers keep the address.
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)size, pinned: true);
        return memory.Read(address, bytes) == bytes.Length ? Read(bytes, name, bytes) : null;
    }

    private static ModuleMetadata? Read(ReadOnlySpan<byte> bytes, string? name, object keeper)
    {
        try
        {
            return new ModuleMetadata((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length, name, keeper);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
