using System.Diagnostics;
using System.Reflection;
using Bpf.Compiler.Llvm;

namespace Bpf.Testing;

/// <summary>The libLLVMs of this machine.</summary>
internal static class InstalledLlvm
{
    private const int Versions = 10;

    private static readonly string[] s_directories = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];

    /// <summary>The major versions other than the one that this process uses.</summary>
    public static IEnumerable<int> Others
        => Enumerable.Range(LlvmLocation.MinimumMajor, Versions).Where(major => Find(major) is not null && major != LlvmLibrary.Load().Version.Major);

    /// <summary>File of a major version; null when it is not installed.</summary>
    public static string? Find(int major) => LlvmSearch.Names
        .Where(name => name.Contains($"-{major}.so", StringComparison.Ordinal) || name.Contains($".so.{major}.", StringComparison.Ordinal))
        .SelectMany(name => s_directories.Append($"/usr/lib/llvm-{major}/lib").Select(directory => Path.Combine(directory, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs tests of an assembly again with another version. A process keeps the library that it loads first, so they get one of their own.</summary>
    /// <param name="tests">The test assembly.</param>
    /// <param name="major">Version of LLVM.</param>
    /// <param name="filter">Options of the runner that select the tests.</param>
    public static async Task RunAsync(Assembly tests, int major, params string[] filter)
    {
        ProcessStartInfo start = new("dotnet", [tests.Location, .. filter, "-noColor"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[LlvmSearch.EnvironmentVariable] = Find(major)!;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + error);
    }
}
