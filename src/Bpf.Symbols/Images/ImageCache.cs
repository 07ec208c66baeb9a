using System.Collections.Concurrent;
using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;

namespace Bpf.Symbols.Images;

/// <summary>The functions of files, shared by all processes that have mapped them, by file identity rather than path: a replaced file is read again.</summary>
internal static class ImageCache
{
    private const int Capacity = 512;
    private static readonly ConcurrentDictionary<FileIdentity, Lazy<ImageSymbols?>> s_images = new();

    /// <summary>Returns the functions of an opened file; <see langword="null"/> if it is not a program or library that can be read.</summary>
    /// <param name="file">The file, perhaps opened with O_PATH.</param>
    /// <param name="path">Its path, for debug files and messages.</param>
    /// <param name="root">The root at which the path starts.</param>
    public static ImageSymbols? Of(BpfHandle file, string path, FileRoot root)
    {
        if (s_images.Count >= Capacity)
        {
            s_images.Clear();
        }

        return s_images.GetOrAdd(FileIdentity.Of(file), _ => new(() => TryRead(file, path, root))).Value;
    }

    private static ImageSymbols? TryRead(BpfHandle file, string path, FileRoot root)
    {
        try
        {
            using MappedFile bytes = MappedFile.Open($"/proc/self/fd/{file.Descriptor}");
            return ImageSymbols.Read(new ElfFile(bytes, path), new DebugFileSearch(root, path, root.RealPathOf(file)), path);
        }
        catch (BpfException)
        {
            return null;
        }
    }
}
