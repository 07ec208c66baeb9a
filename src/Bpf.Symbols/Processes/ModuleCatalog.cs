using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;
using Bpf.Symbols.Images;

namespace Bpf.Symbols.Processes;

/// <summary>
/// The files that a process has mapped, opened when code of theirs is first looked up, and then known even if the process or the file is gone.
/// </summary>
/// <param name="process">The process.</param>
internal sealed class ModuleCatalog(TargetProcess process)
{
    private const string VirtualLibrary = "[vdso]";
    private const string MemoryFile = "/memfd:";
    private const int LargestVirtualLibrary = 1 << 20;
    private static ReadOnlySpan<byte> AssemblyStart => "MZ"u8;

    private readonly Dictionary<(uint Major, uint Minor, ulong Inode, string Name), MappedModule?> _modules = [];

    /// <summary>Returns the module that a mapping is part of; <see langword="null"/> for memory that is not from a file.</summary>
    public MappedModule? Of(MemoryMapping mapping)
    {
        if (!mapping.IsFile && mapping.Name != VirtualLibrary)
        {
            return null;
        }

        (uint, uint, ulong, string) key = (mapping.DeviceMajor, mapping.DeviceMinor, mapping.Inode, mapping.Name);
        if (!_modules.TryGetValue(key, out MappedModule? module))
        {
            module = mapping.IsFile ? Open(mapping) : ReadVirtualLibrary(mapping);
            // A file in memory may be a library, but most are where a runtime writes code.
            module = module.Image is null && mapping.Name.StartsWith(MemoryFile, StringComparison.Ordinal) ? null : module;
            _modules.Add(key, module);
        }

        return module;
    }

    private MappedModule Open(MemoryMapping mapping)
    {
        string path = mapping.Paths.First();
        string name = Path.GetFileName(path);
        using BpfHandle? file = process.Files.TryOpen(mapping);
        if (file is null || !FileStatus.Of(file).IsRegular)
        {
            return new(name, null, false);
        }

        ImageSymbols? image = ImageCache.Of(file, process.Root.Inner(path) ?? path, process.Root);
        return new(name, image, image is null && IsAssembly(file));
    }

    private static bool IsAssembly(BpfHandle file)
    {
        Span<byte> start = stackalloc byte[AssemblyStart.Length];
        try
        {
            using FileStream stream = new($"/proc/self/fd/{file.Descriptor}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(AssemblyStart);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The kernel maps it into every process, and it is in no file.
    private MappedModule ReadVirtualLibrary(MemoryMapping mapping)
    {
        ulong length = Math.Min(mapping.End - mapping.Start, LargestVirtualLibrary);
        byte[] bytes = new byte[length];
        if (process.Memory is not { } memory || memory.Read(mapping.Start, bytes) != bytes.Length)
        {
            return new(VirtualLibrary, null, false);
        }

        try
        {
            ElfFile file = new(bytes, VirtualLibrary);
            return new(VirtualLibrary, ImageSymbols.Read(file, new DebugFileSearch(FileRoot.Own), VirtualLibrary), false);
        }
        catch (BpfException)
        {
            return new(VirtualLibrary, null, false);
        }
    }
}
