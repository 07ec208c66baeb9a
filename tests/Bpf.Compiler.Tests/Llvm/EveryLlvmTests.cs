using System.Diagnostics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>The whole suite again, once for each other libLLVM on the machine. A process keeps the one it loads first, so each gets its own.</summary>
public class EveryLlvmTests
{
    public static TheoryData<int> Others =>
        [.. Enumerable.Range(LlvmLibrary.MinimumMajor, 10).Where(major => InstalledLlvm.Find(major) is not null && major != LlvmLibrary.Load().Version.Major)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Others))]
    public async Task AllTestsPassWith(int major)
    {
        (int exitCode, string output) = await RunAsync(InstalledLlvm.Find(major)!);

        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string library)
    {
        ProcessStartInfo start = new("dotnet", [typeof(EveryLlvmTests).Assembly.Location, "-class-", typeof(EveryLlvmTests).FullName!, "-noColor"])
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
