using System.Text;

namespace Bpf.Compiler.Tool.Output;

/// <summary>
/// The output directory. The list file <c>ASSEMBLY.bpf.list</c> names the objects of the last complete run, one per line: it tells the build what to
/// embed, and the next run what it may delete. A file keeps its timestamp if its contents do not change, so that dependents are not rebuilt.
/// The file <c>ASSEMBLY.bpf.read</c> names the assemblies and sources that the run depended on.
/// </summary>
internal sealed class OutputDirectory
{
    private readonly string _path;
    private readonly string _listPath;
    private readonly string _readPath;
    private readonly List<string> _written = [];

    internal OutputDirectory(string path, string assemblyPath)
    {
        _path = path;
        string start = Path.Combine(path, Path.GetFileNameWithoutExtension(assemblyPath));
        _listPath = start + ".bpf.list";
        _readPath = start + ".bpf.read";
    }

    internal void WriteObject(string fileName, ReadOnlySpan<byte> bytes)
    {
        Write(fileName, bytes);
        _written.Add(fileName);
    }

    internal void WriteText(string fileName, string text) => Write(fileName, Encoding.UTF8.GetBytes(text));

    /// <summary>Deletes objects of the last run that this run did not write, then records this run.</summary>
    /// <param name="read">The files that were read.</param>
    internal void Complete(IEnumerable<string> read)
    {
        if (File.Exists(_listPath))
        {
            foreach (string stale in File.ReadAllLines(_listPath).Except(_written))
            {
                // An edited list must not lead out of the directory.
                if (stale.EndsWith(".bpf.o", StringComparison.Ordinal) && Path.GetFileName(stale) == stale)
                {
                    File.Delete(Path.Combine(_path, stale));
                }
            }
        }
        WriteLines(_listPath, _written);
        WriteLines(_readPath, read);
    }

    private void WriteLines(string path, IEnumerable<string> lines)
        => Write(Path.GetFileName(path), Encoding.UTF8.GetBytes(string.Concat(lines.Order(StringComparer.Ordinal).Select(line => line + "\n"))));

    private void Write(string fileName, ReadOnlySpan<byte> bytes)
    {
        string file = Path.Combine(_path, fileName);
        if (File.Exists(file) && bytes.SequenceEqual(File.ReadAllBytes(file)))
        {
            return;
        }

        OutputFile.Write(file, bytes);
    }
}
