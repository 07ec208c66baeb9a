using System.Collections.Concurrent;
using System.Reflection;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Publishes tests/Bpf.Symbols.Guest, once per run and form.</summary>
internal static class GuestBuild
{
    private static readonly ConcurrentDictionary<GuestForm, Lazy<string>> s_programs = new();

    private static string Configuration => typeof(GuestBuild).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Folder => Path.Combine(Metadata("RepositoryRoot"), "tests", "Bpf.Symbols.Guest");

    /// <summary>Assembly of the framework-dependent form, which all forms also load from bytes.</summary>
    public static string FrameworkAssembly => Path.Combine(Folder, "bin", Configuration, "net10.0", "Bpf.Symbols.Guest.dll");

    /// <summary>Returns the program; the framework-dependent one is built with the tests.</summary>
    public static string Program(GuestForm form) => form == GuestForm.Framework ? Path.ChangeExtension(FrameworkAssembly, null)
        : s_programs.GetOrAdd(form, static form => new(() => Publish(form))).Value;

    /// <summary>Returns the assembly of the program's version.</summary>
    public static string Assembly(GuestForm form) => form is GuestForm.Version8 or GuestForm.Version9 ? $"{Program(form)}.dll" : FrameworkAssembly;

    private static string Metadata(string key)
        => typeof(GuestBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;

    private static string Publish(GuestForm form)
    {
        string folder = Path.Combine(Metadata("RepositoryRoot"), "artifacts", "symbols-guest", form.ToString());
        string[] options = form switch
        {
            GuestForm.SingleFile => ["-p:PublishSingleFile=true"],
            GuestForm.Composite => ["-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true"],
            GuestForm.Version9 => ["-p:GuestFramework=net9.0", $"-p:RuntimeFrameworkVersion={Metadata("DotNet9RuntimeVersion")}"],
            _ => ["-p:GuestFramework=net8.0", $"-p:RuntimeFrameworkVersion={Metadata("DotNet8RuntimeVersion")}"],
        };

        // Intermediate files of their own, so that forms do not disturb one another or the tests' own build.
        Tool.Run("dotnet", ["publish", Folder, "-nologo", "-v", "quiet", "-c", "Release", "--self-contained", "--use-current-runtime",
            "--artifacts-path", Path.Combine(folder, "build"), "-o", Path.Combine(folder, "app"), .. options]);
        return Path.Combine(folder, "app", "Bpf.Symbols.Guest");
    }
}
