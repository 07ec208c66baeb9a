using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>
/// The first comments of every C source in objects/corpus state whether it loads and what its programs return; this loader and libbpf must
/// both agree. If libbpf does not, the comment "libbpf:" gives the reason.
/// </summary>
public class CorpusTests
{
    private static string Directory { get; } = Path.Combine(CObject.SourceDirectory, "corpus");

    public static TheoryData<string> Names => new(System.IO.Directory.GetFiles(Directory, "*.c").Select(path => Path.GetFileNameWithoutExtension(path)!).Order());

    public CorpusTests() => KernelRequirement.NeedRoot();

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadsAndReturnsTheExpectedValue(string name)
    {
        Expectation expected = Expectation.Of(name);
        (string? error, Dictionary<string, uint> returns) = Load(name);
        Assert.True(expected.Loads is null || expected.Loads == (error is null), error ?? "it loaded");
        foreach ((string program, uint value) in error is null ? expected.Returns : [])
        {
            Assert.Equal(value, returns[program]);
        }
    }

    [Fact]
    public void AgreesWithLibbpf()
    {
        string directory = System.IO.Directory.CreateTempSubdirectory("bpf-corpus-").FullName;
        try
        {
            List<string> differences = [];
            foreach (string name in Names.Select(row => row.Data))
            {
                File.WriteAllBytes(Path.Combine(directory, name + ".o"), Compile(name));
            }

            string[] paths = System.IO.Directory.GetFiles(directory);
            foreach ((string path, (string state, Dictionary<string, uint> theirs)) in LibbpfLoader.Load(paths))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                (string? error, Dictionary<string, uint> ours) = Load(name);
                string? known = Expectation.Of(name).Libbpf;
                bool agrees = (error is null) == (state == "ok");
                if (agrees != (known is null))
                {
                    differences.Add($"{name}: libbpf says {state}, this loader {error ?? "ok"}{(known is null ? "" : ", though a difference is noted")}");
                }

                foreach ((string program, uint value) in theirs)
                {
                    if (error is null && (!ours.TryGetValue(program, out uint own) || own != value))
                    {
                        differences.Add($"{name}: {program} returns {value} with libbpf");
                    }
                }
            }

            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
        finally
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }

    private static byte[] Compile(string name) => CObject.CompileFile(Path.Combine(Directory, name + ".c"));

    private static (string? Error, Dictionary<string, uint> Returns) Load(string name)
    {
        Dictionary<string, uint> returns = [];
        try
        {
            using BpfObject target = BpfObject.Open(Compile(name), name);
            target.Load();
            foreach (BpfProgram program in target.Programs)
            {
                if (program.IsLoaded && TryRun(program) is { } value)
                {
                    returns[program.Name] = value;
                }
            }

            return (null, returns);
        }
        catch (BpfException exception)
        {
            return (exception.Message, returns);
        }
    }

    private static uint? TryRun(BpfProgram program)
    {
        try
        {
            return program.TestRun(Packet.Minimal).ReturnValue;
        }
        catch (BpfException)
        {
            return null;
        }
    }

    private sealed record Expectation(bool? Loads, string? Libbpf, Dictionary<string, uint> Returns)
    {
        public static Expectation Of(string name)
        {
            bool? loads = null;
            string? libbpf = null;
            Dictionary<string, uint> returns = [];
            foreach (string line in File.ReadLines(Path.Combine(Directory, name + ".c")).TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal)))
            {
                string[] words = line[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                switch (words[0])
                {
                    case "expect:":
                        loads = words[1] switch
                        {
                            "loads" => true,
                            "fails" => false,
                            _ => null,
                        };
                        break;
                    case "libbpf:":
                        libbpf = string.Join(' ', words[1..]);
                        break;
                    case "returns:":
                        returns[words[1]] = uint.Parse(words[2]);
                        break;
                }
            }

            return new Expectation(loads, libbpf, returns);
        }
    }
}
