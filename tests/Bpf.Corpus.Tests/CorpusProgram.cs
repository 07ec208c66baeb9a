using System.Text.RegularExpressions;

namespace Bpf.Corpus.Tests;

/// <summary>
/// A program of the corpus: a file with a header of <c>// key: value</c> lines, in which <c>//!!</c> marks the lines where an editor should report the mistake.
/// Files named <c>name.Other.cs</c> belong to the program <c>name.cs</c>.
/// </summary>
/// <param name="Path">Its main file.</param>
internal sealed partial record CorpusProgram(string Path)
{
    private readonly string _text = File.ReadAllText(Path);

    /// <summary>File name without extension.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The kind of mistake: the <c>class</c> of the header, otherwise the directory.</summary>
    public string Class => Header("class") is { Length: > 0 } value ? value : System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>What is wrong; of a right program, what it resembles.</summary>
    public string Mistake => Header("mistake");

    /// <summary>MSBuild properties of the program: <c>// props: BpfMinKernel=5.10;Other=1</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; private init; } = new Dictionary<string, string>();

    /// <summary>Whether the mistake shows only when the program is attached.</summary>
    public bool IsAttached => Header("attach").Length > 0;

    /// <summary>
    /// What shows that a program is wrong although the kernel accepts it: <c>// shows: Name is 0, meant 1</c>, where the name is that of a static field, or
    /// <c>result</c> for what the program returns. Or <c>// shows: needs 5.15</c>, a kernel newer than <c>BpfMinKernel</c>.
    /// </summary>
    public string Evidence => Header("shows");

    /// <summary>
    /// A native function to call while the program is attached, with numbers as arguments, or <c>text</c> for a pointer to that text:
    /// <c>// calls: labs(16)</c>.
    /// </summary>
    public string Call => Header("calls");

    /// <summary>The program to run with <c>BPF_PROG_TEST_RUN</c>, and the bytes of the packet or context: <c>// runs: OnPacket(ff ff 08 00)</c>.</summary>
    public string Run => Header("runs");

    /// <summary>All files, the main one first.</summary>
    public IReadOnlyList<(string Path, string Text)> Files { get; init; } = [];

    /// <summary>The marked lines of a file, from 1.</summary>
    public static HashSet<int> Marks(string text)
        => [.. text.Split('\n').Index().Where(static line => line.Item.Contains("//!!", StringComparison.Ordinal)).Select(static line => line.Index + 1)];

    /// <summary>The programs in a directory and the directories below it.</summary>
    public static IReadOnlyList<CorpusProgram> In(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(static path => !System.IO.Path.GetFileNameWithoutExtension(path).Contains('.'))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static CorpusProgram Read(string path)
    {
        CorpusProgram program = new(path);
        string[] others = Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!, program.Name + ".*.cs");
        return program with
        {
            Files = [(path, program._text), .. others.Order(StringComparer.Ordinal).Select(static other => (other, File.ReadAllText(other)))],
            Properties = program.Header("props").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static property => property.Split('='))
                .ToDictionary(static property => property[0].Trim(), static property => property[1].Trim()),
        };
    }

    private string Header(string key) => Headers().Matches(_text).FirstOrDefault(match => match.Groups[1].Value == key)?.Groups[2].Value.Trim() ?? "";

    [GeneratedRegex(@"^// (\w+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headers();
}
