namespace Bpf.Compiler.Tool.Sources;

/// <summary>The source files of a compilation in order, and the parse options.</summary>
internal sealed class SourceTable(string options, IReadOnlyList<SourceFile> files)
{
    private readonly Dictionary<string, SourceFile> _byPath = files.DistinctBy(file => file.Path).ToDictionary(file => file.Path);

    public IReadOnlyList<SourceFile> Files => files;

    public string Options => options;

    /// <summary>Returns the entry of a file; null when there is none.</summary>
    public SourceFile? Find(string path) => _byPath.TryGetValue(path, out SourceFile file) ? file : null;

    /// <summary>Reads a table; returns an empty one when the file is missing or damaged.</summary>
    public static SourceTable Read(string path)
    {
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        List<SourceFile> files = [];
        foreach (string line in lines.Skip(1))
        {
            if (line.Split('\t', 4) is not [{ } content, { } surface, { } declarations, { } file])
            {
                return new("", []);
            }

            files.Add(new(file, content, surface, declarations));
        }

        return new(lines.Length > 0 ? lines[0] : "", files);
    }

    public override string ToString()
        => string.Concat([options + "\n", .. files.Select(file => $"{file.Content}\t{file.Surface}\t{file.Declarations}\t{file.Path}\n")]);

    /// <summary>
    /// Returns true when the methods of <paramref name="read"/> compile to the same result as when the sources were <paramref name="before"/>.
    /// </summary>
    /// <param name="before">The previous sources.</param>
    /// <param name="read">Names of the files with these methods; null when unknown.</param>
    public bool CompilesLike(SourceTable before, IReadOnlySet<string>? read)
    {
        // A file that is not in the table is generated, possibly from the body of any method.
        if (read is not null && !read.All(_byPath.ContainsKey))
        {
            read = null;
        }

        if (options != before.Options)
        {
            return false;
        }

        bool HasSameSurface(SourceFile now, SourceFile old) => now.Path == old.Path
            && (now.Content == old.Content || (read is not null && !read.Contains(now.Path) && now.Surface == old.Surface));
        return (files.Count == before.Files.Count && files.Zip(before.Files, HasSameSurface).All(isSame => isSame))
            || (read is not null && SourceComparison.IsSame(before.Files, files, read));
    }
}
