using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Bpf.Benchmarks.Clang;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Benchmarks.CompileTime;

/// <summary>bpfc as native code, as in the package, compared with clang-19 that reads a full vmlinux.h. Only with BPF_LONG_TESTS=1.</summary>
public class CompileTimeTests(ITestOutputHelper output)
{
    private const int Rounds = 15;
    private const double TimeBar = 0.5;
    private const long MemoryBar = 200 * 1024;
    private const string KernelTypes = "/sys/kernel/btf/vmlinux";

    private static string Root { get; } = typeof(CompileTimeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public void TakesHalfTheTimeOfClang()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS is not 1");
        Assert.SkipUnless(File.Exists(KernelTypes), $"{KernelTypes} is missing");
        string directory = Directory.CreateTempSubdirectory("compile-time-").FullName;
        try
        {
            string sources = Path.Combine(AppContext.BaseDirectory, "CompileTime");
            string assembly = SourceCompiler.Compile(directory, "FivePrograms", OptimizationLevel.Release, "FivePrograms.cs",
                File.ReadAllText(Path.Combine(sources, "FivePrograms.cs")));
            File.WriteAllText(Path.Combine(directory, "vmlinux.h"), Run("bpftool", "btf", "dump", "file", KernelTypes, "format", "c"));
            string[] bpfc =
            [
                Publish(directory), assembly, "--arch", "x86_64", "--output", directory, "--framework", Path.GetDirectoryName(typeof(object).Assembly.Location)!,
                "--reference", typeof(BpfObjectAttribute).Assembly.Location, "--reference", typeof(MapType).Assembly.Location,
            ];
            string[] clang =
            [
                "clang-19", "-O2", "-g", "-target", "bpf", "-mcpu=v3", "-I", directory, "-c", Path.Combine(sources, "FivePrograms.bpf.c"),
                "-o", Path.Combine(directory, "five.o"),
            ];

            long[][] lines = [.. NativeProgram.Run(NativeProgram.Build("measure"), [$"{Rounds}", .. bpfc, "--", .. clang]).Split('\n')
                .Select(line => line.Split(' ').Select(long.Parse).ToArray())];
            double[] ratios = [.. lines.Chunk(2).Select(pair => (double)pair[0][0] / pair[1][0]).Order()];
            double ratio = ratios[Rounds / 2];
            long memory = lines.Where((_, index) => index % 2 == 0).Max(line => line[1]);
            string report = string.Create(CultureInfo.InvariantCulture,
                $"bpfc {Median(lines, 0):F0} ms, clang {Median(lines, 1):F0} ms, median of {Rounds} paired ratios {ratio:F3}; peak memory of bpfc {memory / 1024} MiB, of clang {lines.Where((_, index) => index % 2 == 1).Max(line => line[1]) / 1024} MiB");
            output.WriteLine(report);
            Assert.True(ratio <= TimeBar && memory <= MemoryBar, report);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static double Median(long[][] lines, int which)
        => lines.Where((_, index) => index % 2 == which).Select(line => line[0] / 1e6).Order().ElementAt(Rounds / 2);

    // As packed by src/Bpf.Sdk.
    private static string Publish(string directory)
    {
        string output = Path.Combine(directory, "bpfc");
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "publish", Path.Combine(Root, "src/Bpf.Compiler.Tool/Bpf.Compiler.Tool.csproj"),
            "-c", "Release", "--use-current-runtime", "-p:PublishAot=true", "-p:RunAnalyzers=false", "--artifacts-path", Path.Combine(directory, "artifacts"),
            "-o", output);
        return Path.Combine(output, "bpfc");
    }

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {text}");
        return text;
    }
}
