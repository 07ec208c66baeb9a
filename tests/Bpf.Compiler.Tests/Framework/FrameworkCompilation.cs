using System.Text.RegularExpressions;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Compiler.Tests.Framework;

/// <summary>Runs bpfc over uses of members of the base class library.</summary>
internal sealed partial class FrameworkCompilation(IEnumerable<string> declarations)
{
    private static readonly MetadataReference[] s_references = [.. SourceCompiler.References.Select(path => MetadataReference.CreateFromFile(path))];

    private readonly (string Name, string Text)[] _variables = [.. declarations.Select(static text => (VariableName().Match(text).Value, text))];

    /// <summary>The members that bpfc cannot compile, with its reasons.</summary>
    public Dictionary<string, string> Refused { get; } = [];

    /// <summary>The members that it can compile.</summary>
    public HashSet<string> Compiled { get; } = [];

    /// <summary>Compiles uses together; bpfc may need several rounds, since it reports a fault of a method that several call once.</summary>
    public void Run(IReadOnlyList<FrameworkProbe> probes)
    {
        List<FrameworkProbe> left = [.. probes];
        while (left.Count > 0)
        {
            string source = SourceOf(left);
            (int Line, string Id, string Message)[] errors = LanguageErrors(source);
            bool isCSharp = errors.Length > 0;
            if (!isCSharp)
            {
                CompilationResult result = BpfSource.Compile(source, architectures: TargetArchitecture.X64);
                if (result.Succeeded)
                {
                    Compiled.UnionWith(left.Select(static probe => probe.Member));
                    return;
                }

                errors = [.. result.Diagnostics.Where(static item => item.IsError).Select(static item => (item.Location?.Line ?? 0, item.Id, item.Message))];
            }

            HashSet<int> wrong = [];
            foreach ((int line, string id, string message) in errors.Where(error => error.Line > 0 && error.Line <= left.Count))
            {
                if (wrong.Add(line - 1) && !isCSharp && ReasonOf(id, message) is { } reason)
                {
                    Refused.TryAdd(left[line - 1].Member, reason);
                }
            }

            if (wrong.Count == 0)
            {
                if (left.Count > 1)
                {
                    Run(left[..(left.Count / 2)]);
                    Run(left[(left.Count / 2)..]);
                }

                return;
            }

            left = [.. left.Where((_, i) => !wrong.Contains(i))];
        }
    }

    // The other diagnostics have rules of their own while typing.
    private static string? ReasonOf(string id, string message) => id switch
    {
        "BPF0606" => "it is native code",
        "BPF0114" => Inner().Match(message) is { Success: true } inner ? Native().IsMatch(inner.Groups[1].Value) ? "it needs native code" : inner.Groups[1].Value : message,
        _ => null,
    };

    private string SourceOf(List<FrameworkProbe> probes)
    {
        string programs = string.Join('\n', probes.Select(static (probe, i) => $"[SyscallProgram] public static int P{i}(ref long c) {{ {probe.Statements} return 0; }}"));
        HashSet<string> used = [.. VariableName().Matches(programs).Select(static match => match.Value)];
        string variables = string.Join('\n', _variables.Where(variable => used.Contains(variable.Name)).Select(static variable => variable.Text));
        return $"[BpfObject(License = \"GPL\")] public static unsafe class Probes {{ {programs}\n{variables}\n}}";
    }

    private static (int, string, string)[] LanguageErrors(string source)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create("Probes",
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText("global using System; global using Bpf;", options)],
            s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return
        [
            .. compilation.GetDiagnostics().Where(static item => item.Severity == DiagnosticSeverity.Error)
                .Select(static item => (item.Location.GetLineSpan().StartLinePosition.Line + 1, item.Id, "")),
        ];
    }

    [GeneratedRegex(@"\bs_\d+\b")]
    private static partial Regex VariableName();

    [GeneratedRegex("has no BPF implementation: ([^;]*)")]
    private static partial Regex Inner();

    [GeneratedRegex("has no IL: it is native")]
    private static partial Regex Native();
}
