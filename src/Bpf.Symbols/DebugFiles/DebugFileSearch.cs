using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.Files;

namespace Bpf.Symbols.DebugFiles;

/// <summary>
/// Searches for the separate debug file of a program or library: where the process that runs it would find it and, by build id, which is unambiguous,
/// also on this machine. It keeps nothing open.
/// </summary>
/// <param name="root">Root at which the path of the file starts.</param>
/// <param name="paths">Paths of the file in it, if any.</param>
internal sealed class DebugFileSearch(FileRoot root, params string?[] paths)
{
    private const string DebugRoot = "/usr/lib/debug";

    /// <summary>Returns the debug files named after a build id.</summary>
    public IEnumerable<ElfFile> ByBuildId(string buildId)
    {
        string inDebugRoot = $"{DebugRoot}/.build-id/{buildId[..2]}/{buildId[2..]}.debug";
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach ((FileRoot start, string each) in ((FileRoot, string)[])
            [(root, inDebugRoot), (FileRoot.Own, inDebugRoot), (FileRoot.Own, $"{home}/.cache/debuginfod_client/{buildId}/debuginfo")])
        {
            if (TryOpen(start, each) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>Returns the files with a name in the directories near the file.</summary>
    public IEnumerable<ElfFile> Beside(string fileName)
    {
        IEnumerable<string?> directories =
            paths.Select(path => path is null ? null : Path.GetDirectoryName(root.Directory is null ? Path.GetFullPath(path) : path));
        foreach (string directory in directories.OfType<string>().Distinct())
        {
            foreach (string each in (string[])[$"{directory}/{fileName}", $"{directory}/.debug/{fileName}", $"{DebugRoot}{directory}/{fileName}"])
            {
                if (TryOpen(root, each) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    private static ElfFile? TryOpen(FileRoot root, string path)
    {
        using BpfHandle? file = root.TryOpenFile(path);
        if (file is null)
        {
            return null;
        }

        try
        {
            return new ElfFile(MappedFile.Open($"/proc/self/fd/{file.Descriptor}"), root.NameOf(path));
        }
        catch (BpfException)
        {
            return null;
        }
    }
}
