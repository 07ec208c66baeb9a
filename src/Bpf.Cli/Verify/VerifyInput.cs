using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.Cli.Verify;

/// <summary>A file with objects, or a project that builds one.</summary>
/// <param name="file">The file.</param>
/// <param name="chosen">Names or offsets of the requested objects; all when empty.</param>
internal sealed class VerifyInput(string file, string[] chosen)
{
    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>Finds the file of an argument; a project is built first, and its assembly taken.</summary>
    /// <param name="path">The file, or the project or its folder.</param>
    /// <param name="chosen">Names or offsets of the requested objects; all when empty.</param>
    /// <exception cref="BpfException">The project does not build.</exception>
    public static VerifyInput Of(string path, string[] chosen)
    {
        bool isProject = Directory.Exists(path) || Path.GetExtension(path).Equals(".csproj", StringComparison.OrdinalIgnoreCase);
        if (!isProject)
        {
            return new VerifyInput(path, chosen);
        }

        // MSBuild takes the current folder's project if the folder is not named as its argument.
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] project = Directory.Exists(path) ? [] : [Path.GetFileName(path)];
        _ = DotNet(path, folder, ["build", .. project, "-nologo", "-v", "quiet", "-clp:NoSummary"]);
        string assembly = DotNet(path, folder, ["msbuild", .. project, "-nologo", "-getProperty:TargetPath"]).Trim();
        return assembly.Length > 0 ? new VerifyInput(assembly, chosen)
            : throw new BpfException("find the assembly of", path, null, "The project has several target frameworks; name one of its assemblies instead.");
    }

    /// <summary>Returns the objects for kernels of an architecture; none if the file is an object for another one.</summary>
    /// <exception cref="BpfException">The file cannot be read, contains no objects, or lacks a requested one.</exception>
    public IReadOnlyList<ObjectSource> ObjectsFor(string architecture)
    {
        bool isForAnother = AssemblyResources.Architectures
            .Any(other => other != architecture && file.EndsWith(AssemblyResources.SuffixOf(other), StringComparison.Ordinal));
        return isForAnother ? [] : ObjectSource.Open(file, chosen, architecture);
    }

    private static string DotNet(string path, string folder, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new BpfException("build", path, null, output.Trim());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BpfException("build", path, null, exception.Message, exception);
        }
    }
}
