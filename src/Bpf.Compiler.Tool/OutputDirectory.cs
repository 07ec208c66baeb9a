using System.Text;

namespace Bpf.Compiler.Tool;

/// <summary>
/// Where the objects go. The list file <c>ASSEMBLY.bpf.list</c> names the objects of the last complete run, one a line: it tells the build what to
/// embed, and the next run what may be deleted. Files keep their time stamp while their bytes are the same: what depends on them is not built again.
/// </summary>
internal sealed class OutputDirectory
{
    private readonly string _path;
    private readonly string _listPath;
    private readonly List<string> _written = [];

    internal OutputDirectory(string path, string assemblyPath)
    {
        _path = path;
        _listPath = Path.Combine(path, Path.GetFileNameWithoutExtension(assemblyPath) + ".bpf.list");
    }

    internal void WriteObject(string fileName, ReadOnlySpan<byte> bytes)
    {
        Write(fileName, bytes);
        _written.Add(fileName);
    }

    internal void WriteText(string fileName, string text) => Write(fileName, Encoding.UTF8.GetBytes(text));

    /// <summary>Deletes the objects of the last run that this one did not write, then records this run.</summary>
    internal void Complete()
    {
        if (File.Exists(_listPath))
        {
            foreach (string stale in File.ReadAllLines(_listPath).Except(_written))
            {
                // A list that somebody edited must not lead out of the directory.
                if (stale.EndsWith(".bpf.o", StringComparison.Ordinal) && Path.GetFileName(stale) == stale)
                    File.Delete(Path.Combine(_path, stale));
            }
        }
        string list = string.Concat(_written.Order(StringComparer.Ordinal).Select(name => name + "\n"));
        Write(Path.GetFileName(_listPath), Encoding.UTF8.GetBytes(list));
    }

    private void Write(string fileName, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(_path);
        string file = Path.Combine(_path, fileName);
        if (File.Exists(file) && bytes.SequenceEqual(File.ReadAllBytes(file)))
            return;
        string temporary = file + ".tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, file, overwrite: true);
    }
}
