using System.Text.RegularExpressions;
using Bpf.Attach.Tests.Support;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>
/// The column "token" of docs/program-kinds.md is what the kernel says: programs of every kind in a user namespace that has nothing but a BPF token. What this
/// kernel refuses to everybody tells nothing about tokens.
/// </summary>
public sealed partial class TokenKindTests(ITestOutputHelper output)
{
    private const string Yes = "yes";
    private const string Multi = "multi";

    [Fact]
    public void ColumnIsWhatTheKernelAllows()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 9), "tokens came with kernel 6.9");
        string directory = Directory.CreateTempSubdirectory("bpf-token-kinds-").FullName;
        using CTarget helper = new(Path.Combine(AppContext.BaseDirectory, "targets", "delegate.c"));
        using OwnCgroup cgroup = new();
        try
        {
            foreach (CompiledObject compiled in BpfSource.CompileObjects(KindPrograms.Source, architectures: KernelRun.HostArchitecture))
            {
                File.WriteAllBytes(Path.Combine(directory, compiled.Name + ".o"), compiled.Bytes.ToArray());
            }

            string[] guest = [Path.Combine(AppContext.BaseDirectory, "Bpf.Attach.Guest"), "kinds", cgroup.Path, .. Directory.GetFiles(directory, "*.o")];
            string mountPoint = Directory.CreateDirectory(Path.Combine(directory, "bpf")).FullName;
            Dictionary<string, string> withToken = Run([helper.Path, mountPoint, "any", .. guest]);
            Dictionary<string, string> asRoot = Run(guest);
            Assert.Equal(KindPrograms.All.Select(static item => item.Kind).Order(StringComparer.Ordinal), withToken.Keys.Order(StringComparer.Ordinal));

            List<string> wrong = [];
            int attached = 0;
            foreach ((string kind, string token) in Column())
            {
                (string outcome, string root) = (withToken[kind], asRoot[kind]);
                attached += outcome == "attached" ? 1 : 0;
                if (root is not ("loaded" or "attached"))
                {
                    output.WriteLine($"{kind} is not tried, because this kernel refuses it to root too: {root}");
                }

                bool isRight = root is not ("loaded" or "attached") ? outcome.Split(' ')[0] == root.Split(' ')[0] // this kernel refuses it to root too
                    : token == Multi ? outcome == "loaded" && root == "loaded"
                    : token == Yes ? outcome == root
                    : root == "attached" && outcome.StartsWith("not-attached", StringComparison.Ordinal) && outcome.Contains("perf_event_open", StringComparison.Ordinal);
                if (!isRight)
                {
                    wrong.Add($"{kind}: column '{token}', with a token {outcome}; as root {root}");
                }
            }

            Assert.Equal([], wrong);
            Assert.InRange(attached, 35, KindPrograms.All.Length);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // In a network namespace of its own, which belongs to the initial user namespace, as the one does in which a container's tools run.
    private static Dictionary<string, string> Run(string[] command)
    {
        (int code, string output) = KernelLoad.Run("unshare", ["--net", .. command]);
        Assert.True(code == 0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).ToDictionary(static parts => parts[0], static parts => parts[1]);
    }

    private static IEnumerable<(string Kind, string Token)> Column()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "program-kinds.md"));
        foreach (Match row in Row().Matches(page))
        {
            string attribute = row.Groups[1].Value;
            // The kind is the one whose program has that attribute.
            string kind = KindPrograms.All.First(item => item.Program.StartsWith(attribute, StringComparison.Ordinal) || item.Kind == attribute).Kind;
            yield return (kind, row.Groups[2].Value);
        }
    }

    [GeneratedRegex(@"^\| `(.+?)` \| `.*? \| (?:[^|`]*) \| (yes|multi|) ?\| `", RegexOptions.Multiline)]
    private static partial Regex Row();
}
