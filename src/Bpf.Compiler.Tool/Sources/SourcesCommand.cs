using Bpf.Compiler.Tool.Output;
using System.CommandLine;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>
/// <c>bpfc sources</c>: tells the build whether source files changed in a way that can affect BPF code. In the output directory, <c>NAME.bpf.read</c> lists
/// the files that the last complete run of the compiler read, and <c>NAME.bpf.sources</c> records their state; <c>NAME.bpf.changed</c> is touched when
/// the BPF code must be compiled again.
/// </summary>
internal static class SourcesCommand
{
    private static readonly Argument<string[]> s_files = new("FILE") { Description = "The source files in the order in which they are compiled." };

    private static readonly Option<string> s_name = new("--name") { Description = "Name of the assembly.", Required = true };

    private static readonly Option<string> s_output = new("--output", "-o") { Description = "Output directory of the objects.", Required = true };

    private static readonly Option<string[]> s_define = new("--define") { Description = "A preprocessor symbol. May be repeated." };

    private static readonly Option<string> s_languageVersion = new("--lang-version") { Description = "C# language version.", DefaultValueFactory = _ => "" };

    private static readonly Option<string[]> s_analyzer =
        new("--analyzer") { Description = "An assembly with analyzers or source generators. May be repeated." };

    private static readonly Option<string?> s_roslyn =
        new("--roslyn") { Description = "Directory with Microsoft.CodeAnalysis.CSharp.dll, for a bpfc that is not native code." };

    internal static Command Create()
    {
        Command command = new("sources", "Detects whether changed source files affect BPF code.") { s_files, s_name, s_output, s_define, s_languageVersion,
            s_analyzer, s_roslyn };
        command.SetAction(parse =>
        {
            if (parse.GetValue(s_roslyn) is { } roslyn)
            {
                RoslynLocation.Use(roslyn);
            }

            string start = Path.Combine(parse.GetRequiredValue(s_output), parse.GetRequiredValue(s_name));
            SourceScanner scanner = new(parse.GetValue(s_define) ?? [], parse.GetRequiredValue(s_languageVersion));
            Check(start, scanner, (parse.GetValue(s_files) ?? []).Select(Path.GetFullPath), parse.GetValue(s_analyzer) ?? []);
            return ExitCode.Success;
        });
        return command;
    }

    // The table is written last: if this ends early, the next run finds the same difference again.
    private static void Check(string start, SourceScanner scanner, IEnumerable<string> paths, string[] analyzers)
    {
        (string readPath, string tablePath, string changedPath) = (start + ".bpf.read", start + ".bpf.sources", start + ".bpf.changed");
        SourceTable before = SourceTable.Read(tablePath);
        SourceTable now = scanner.Scan(paths, before);
        bool isUnchanged = File.Exists(changedPath)
            && (now.CompilesLike(before, read: null) || (SourceGenerators.AreKnown(analyzers) && now.CompilesLike(before, ReadSources(readPath))));
        if (!isUnchanged)
        {
            if (File.Exists(readPath))
            {
                File.Delete(readPath);
            }

            OutputFile.Write(changedPath, []);
        }

        OutputFile.Write(tablePath, System.Text.Encoding.UTF8.GetBytes(now.ToString()));
    }

    private static HashSet<string>? ReadSources(string path)
        => File.Exists(path) ? [.. File.ReadLines(path).Where(line => !line.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))] : null;
}
