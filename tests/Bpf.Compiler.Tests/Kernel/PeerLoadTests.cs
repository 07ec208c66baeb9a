using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Programs of every kind with libbpf. Bpf.KernelMatrix does the same on kernels that have kprobes, fentry and LSM programs.</summary>
public sealed class PeerLoadTests
{
    // Kernel 6.18 as it is configured here refuses these with EPERM, or does not have them yet.
    private static readonly string[] s_notHere =
        ["Fentry", "FentryGlob", "Fexit", "FexitGlob", "FmodRet", "Freplace", "Fsession", "FsessionGlob", "Lsm", "LsmCgroup"];

    // What an older libbpf in bpftool says of sections that it does not know.
    private static readonly string[] s_laterThanBpftool = ["failed to guess program type", "unrecognized data section(7) .struct_ops.link"];

    [Fact]
    public void EveryKindIsListed()
        => Assert.Equal(ProgramKinds.AtHooks.Select(static kind => kind.Attribute["Bpf.".Length..^"Attribute".Length] + kind.Hook?.Name).Order(StringComparer.Ordinal),
            KindPrograms.All.Select(static item => item.Kind).Where(static kind => !kind.EndsWith("Glob", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void LibbpfLoadsWhatOurLoaderLoads()
    {
        KernelRequirement.NeedRoot();
        string directory = Directory.CreateTempSubdirectory("bpf-kinds-").FullName;
        try
        {
            Dictionary<string, string> own = [];
            IReadOnlyList<CompiledObject> all = BpfSource.CompileObjects(KindPrograms.Source, architectures: KernelRun.HostArchitecture);
            foreach (CompiledObject compiled in all)
            {
                File.WriteAllBytes(Path.Combine(directory, compiled.Name + ".o"), compiled.Bytes.ToArray());
            }

            foreach (CompiledObject compiled in all)
            {
                own.Add(compiled.Name, Load(compiled, directory));
            }

            Assert.Equal(KindPrograms.All.Select(static item => item.Kind).Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(s_notHere, own.Where(static item => item.Value != "ok").Select(static item => item.Key).Order(StringComparer.Ordinal));
            string[] refused = [.. LibbpfLoader.Load(Directory.GetFiles(directory)).Where(static item => item.Value.State != "ok")
                .Select(static item => Path.GetFileNameWithoutExtension(item.Key)).Except(s_notHere).Order(StringComparer.Ordinal)];
            Assert.Equal(KindPrograms.LaterThanLibbpf.Except(s_notHere), refused);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void BpftoolLoadsTheKindsThatItKnows()
    {
        KernelRequirement.NeedRoot();
        string pins = Path.Combine(KernelFileSystem.Bpf.Need(), $"bpf-kinds-{Guid.NewGuid():N}");
        string directory = Directory.CreateTempSubdirectory("bpf-kinds-").FullName;
        Directory.CreateDirectory(pins);
        try
        {
            List<string> refused = [];
            int loaded = 0;
            foreach (CompiledObject compiled in BpfSource.CompileObjects(KindPrograms.Source, architectures: KernelRun.HostArchitecture))
            {
                string file = Path.Combine(directory, compiled.Name + ".o");
                File.WriteAllBytes(file, compiled.Bytes.ToArray());
                (int code, string output) = KernelLoad.Run("bpftool", "prog", "loadall", file, Path.Combine(pins, compiled.Name));
                if (code == 0)
                {
                    loaded++;
                }
                else if (!s_notHere.Contains(compiled.Name) && !s_laterThanBpftool.Any(text => output.Contains(text, StringComparison.Ordinal)))
                {
                    refused.Add($"{compiled.Name}: {output}");
                }
            }

            Assert.Equal([], refused);
            Assert.InRange(loaded, 45, KindPrograms.All.Length);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
            Directory.Delete(pins, recursive: true);
        }
    }

    private static string Load(CompiledObject compiled, string directory)
    {
        try
        {
            using BpfObject bpf = BpfObject.Open(compiled.Bytes, compiled.Name);
            using BpfObject target = BpfObject.Open(Path.Combine(directory, KindPrograms.Replaced + ".o"));
            if (bpf.Programs.OfType<ExtensionProgram>().FirstOrDefault() is { } extension)
            {
                target.Load();
                extension.Target = target.Programs["Run"];
            }

            bpf.Load();
            return "ok";
        }
        catch (BpfException exception)
        {
            return exception.Message;
        }
    }
}
