using System.Diagnostics;

namespace AnalyzerCost;

/// <summary>The solution on disk, built with dotnet build as a user builds it, with the analyzers of .NET and with or without those of the package.</summary>
internal sealed class Builds : IDisposable
{
    private const string ProjectName = "Solution.csproj";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("analyzer-cost-");

    // A server of its own, as the analyzers of an earlier run may be loaded in another one.
    private readonly string _server = $"-p:SharedCompilationId=analyzer-cost-{Environment.ProcessId}";

    public Builds(IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            File.WriteAllText(Path.Combine(_directory.FullName, path), text);
        }

        File.WriteAllText(Path.Combine(_directory.FullName, ProjectName), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <DefineConstants>$(DefineConstants);{Solution.Symbol}</DefineConstants>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{string.Join(';', Solution.Libraries)}" />
                <Analyzer Include="{string.Join(';', Solution.Extensions)}" Condition="'$(WithBpf)' == 'true'" />
              </ItemGroup>
            </Project>
            """);
        Run("restore", ProjectName);
    }

    /// <summary>Milliseconds of a whole build.</summary>
    /// <param name="isFull">With analyzers and generators of the package.</param>
    /// <param name="isWarm">With the compiler server, as on the machine of a developer; otherwise the compiler and the analyzers start anew, as in CI.</param>
    public double Build(bool isFull, bool isWarm)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Run("build", ProjectName, "--no-restore", "--no-incremental", $"-p:WithBpf={isFull}", $"-p:UseSharedCompilation={isWarm}", _server);
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private void Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [.. arguments, "-nologo", "-v", "quiet"])
        {
            WorkingDirectory = _directory.FullName, RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        }
    }
}
