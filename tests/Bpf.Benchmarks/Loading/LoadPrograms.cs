using System.Runtime.InteropServices;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Benchmarks.Loading;

/// <summary>The two native programs of the load benchmarks: ours compiled by NativeAOT, libbpf's by gcc -O2.</summary>
internal static class LoadPrograms
{
    private static readonly Lazy<string> s_ours = new(Publish);
    private static readonly Lazy<string> s_libbpf = new(() => NativeProgram.Build("load-peer"));

    public static string Ours => s_ours.Value;

    public static string Libbpf => s_libbpf.Value;

    /// <summary>Writes the object of five programs that use kernel types to a new file in a folder.</summary>
    public static string WriteKernelTypes(string directory)
    {
        string path = Path.Combine(directory, "kernel-types.bpf.o");
        File.WriteAllBytes(path, CObject.CompileFile(Path.Combine(AppContext.BaseDirectory, "Loading", "KernelTypes.bpf.c")));
        return path;
    }

    /// <summary>Skips tests that only run with BPF_LONG_TESTS=1.</summary>
    public static void NeedLongTests()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS is not 1");
        KernelRequirement.NeedRoot();
    }

    private static string Publish()
    {
        string root = Testing.Libbpf.RepositoryRoot;
        string directory = Path.Combine(root, "artifacts", "load-guest");
        string runtime = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        // The test host's own MSBuild settings must not reach a nested build.
        Tool.Run(
            "env", "-u", "MSBuildSDKsPath", "-u", "MSBuildExtensionsPath", "-u", "MSBUILD_EXE_PATH", "-u", "MSBuildLoadMicrosoftTargetsReadOnly",
            "dotnet", "publish", Path.Combine(root, "tests", "Bpf.Load.Guest"), "-c", "Release", "-r", runtime, "-o", directory, "-nologo", "-v", "quiet");
        return Path.Combine(directory, "Bpf.Load.Guest");
    }
}
