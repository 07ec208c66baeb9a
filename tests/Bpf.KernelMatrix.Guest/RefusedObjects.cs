using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Loads each program of the objects in a folder by itself, and says how it is refused.</summary>
internal static class RefusedObjects
{
    private const string Separator = " || ";

    /// <summary>One check for each folder; its text has <c>object.program|line|class|notes|suggestion|explanation|reason</c> for each program.</summary>
    /// <param name="directory">Where the folders are; on machines for which none were compiled, they do not exist.</param>
    public static IEnumerable<Scenario> All(string directory)
        => new[] { "refusals", "remedies", "new-helpers" }.Select(name => Path.Combine(directory, name)).Where(Directory.Exists)
            .Select(static folder => new Scenario(Path.GetFileName(folder), () => Load(folder)));

    private static string Load(string folder) => string.Join(Separator, Directory.GetFiles(folder, "*.o").Order(StringComparer.Ordinal).SelectMany(LoadFile));

    private static IEnumerable<string> LoadFile(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        string name = Path.GetFileNameWithoutExtension(file);
        string[] programs;
        using (BpfObject bpf = BpfObject.Open(bytes, name))
        {
            programs = [.. bpf.Programs.Select(static program => program.Name)];
        }

        return programs.Select(program => $"{name}.{program}|{Load(bytes, name, program)}");
    }

    private static string Load(byte[] bytes, string name, string program)
    {
        using BpfObject bpf = BpfObject.Open(bytes, name);
        foreach (BpfProgram other in bpf.Programs)
        {
            other.AutoLoad = other.Name == program;
        }

        try
        {
            bpf.Load();
            return "0|Loaded|0|||";
        }
        catch (VerifierException refusal)
        {
            string text = $"{Plain(refusal.Suggestion)}|{Plain(refusal.Explanation)}|{Plain(refusal.Reason)}";
            return $"{refusal.SourceLocation?.Line}|{refusal.Class}|{refusal.Notes.Count}|{text}";
        }
        catch (BpfException exception)
        {
            return $"0|{exception.GetType().Name}|0||{Plain(exception.Message)}|";
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings(" ").Replace("|", "/", StringComparison.Ordinal);
}
