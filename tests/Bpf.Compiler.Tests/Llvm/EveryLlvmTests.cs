using System.Diagnostics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>A process keeps the first libLLVM it loads, so each version gets its own process.</summary>
public class EveryLlvmTests
{
    public static TheoryData<int> Installed => [.. Enumerable.Range(LlvmLibrary.MinimumMajor, 10).Where(major => InstalledLlvm.Find(major) is not null)];

    [Theory]
    [MemberData(nameof(Installed))]
    public async Task TheBindingWorksWith(int major)
    {
        string library = InstalledLlvm.Find(major)!;

        (int exitCode, string output) = await RunAsync(library, typeof(BindingTests));

        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string library, Type tests)
    {
        ProcessStartInfo start = new("dotnet", [tests.Assembly.Location, "-class", tests.FullName!, "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[LlvmSearch.EnvironmentVariable] = library;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + error);
    }
}
