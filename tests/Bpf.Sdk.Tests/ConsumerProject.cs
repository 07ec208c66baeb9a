namespace Bpf.Sdk.Tests;

/// <summary>A user's project: the files of Consumer/ with a package reference, and nothing else from this repository.</summary>
internal sealed class ConsumerProject
{
    private static readonly string s_templates = Path.Combine(AppContext.BaseDirectory, "Consumer");

    public ConsumerProject(PackageFeed feed)
    {
        Root = feed.CreateDirectory("consumer");
        foreach (string file in new[] { "Consumer.csproj", "Probes.cs", "Program.cs" })
        {
            File.Copy(Path.Combine(s_templates, file), Path.Combine(Root, file));
        }
    }

    public string Root { get; }

    /// <summary>Directory of the objects of a Debug build.</summary>
    public string ObjectDirectory => Path.Combine(Root, "obj/Debug/net10.0/bpf");

    public string this[string file] => Path.Combine(Root, file);

    public CommandResult DotNet(params string[] arguments)
        => Command.DotNet(Root, [.. arguments, "-nologo", $"-p:BpfPackageVersion={PackageFeed.Version}"]);

    public CommandResult Build(params string[] arguments) => DotNet(["build", .. arguments]);

    public CommandResult Publish(string output, params string[] arguments)
        => DotNet(["publish", "-r", $"linux-{Architecture}", "-o", this[output], .. arguments]);

    /// <summary>Puts <paramref name="text"/> where <paramref name="old"/> is.</summary>
    public void Edit(string file, string old, string text)
    {
        string source = File.ReadAllText(this[file]);
        Assert.Contains(old, source, StringComparison.Ordinal);
        File.WriteAllText(this[file], source.Replace(old, text, StringComparison.Ordinal));
    }

    private static string Architecture
        => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
}
