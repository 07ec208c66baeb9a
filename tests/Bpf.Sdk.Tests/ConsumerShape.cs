using System.Runtime.InteropServices;

namespace Bpf.Sdk.Tests;

/// <summary>A user's project of one shape: folders of Consumer/Shapes, with files of Consumer/ in the first of them.</summary>
internal sealed class ConsumerShape
{
    private static readonly string s_templates = Path.Combine(AppContext.BaseDirectory, "Consumer");
    private static readonly string s_runtime = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private readonly string _root;

    /// <summary>Copies <paramref name="folders"/>; those below Consumer/Shapes that come after the first are projects which the first one references.</summary>
    public ConsumerShape(PackageFeed feed, params string[] folders)
    {
        _root = feed.CreateDirectory("shape");
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(s_templates, "Shapes", folder)))
            {
                Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
    }

    public string this[string path] => Path.Combine(_root, path);

    /// <summary>Adds a file of Consumer/ to a folder.</summary>
    public ConsumerShape With(string folder, string file)
    {
        Copy(Path.Combine(s_templates, file), Path.Combine(folder, file));
        return this;
    }

    /// <summary>Puts <paramref name="text"/> where <paramref name="old"/> is.</summary>
    public void Edit(string path, string old, string text)
    {
        string source = File.ReadAllText(this[path]);
        Assert.Contains(old, source, StringComparison.Ordinal);
        File.WriteAllText(this[path], source.Replace(old, text, StringComparison.Ordinal));
    }

    public CommandResult DotNet(params string[] arguments) => Command.DotNet(_root, arguments);

    /// <summary>Builds or publishes <paramref name="project"/>, a project or a file, and runs it.</summary>
    public CommandResult Run(ConsumerMode mode, string project, params string[] arguments)
    {
        if (mode == ConsumerMode.Run)
        {
            string kind = project.EndsWith(".cs", StringComparison.Ordinal) ? "--file" : "--project";
            return DotNet(["run", kind, project, "--", .. arguments]).Succeed();
        }

        DotNet(["publish", project, "-nologo", "-r", s_runtime, "-o", this["out"], .. Properties(mode)]).Succeed();
        return Command.Run(_root, this[$"out/{Path.GetFileNameWithoutExtension(project)}"], arguments).Succeed();
    }

    // A file-based program is published as NativeAOT unless told otherwise.
    private static string[] Properties(ConsumerMode mode) => mode switch
    {
        ConsumerMode.SingleFile => ["-p:PublishAot=false", "-p:PublishSingleFile=true"],
        ConsumerMode.Trimmed => ["-p:PublishAot=false", "-p:PublishTrimmed=true"],
        _ => ["-p:PublishAot=true", "-p:StripSymbols=true"],
    };

    private void Copy(string from, string to)
        => File.WriteAllText(this[to], File.ReadAllText(from).Replace("PACKAGE_VERSION", PackageFeed.Version, StringComparison.Ordinal));
}
