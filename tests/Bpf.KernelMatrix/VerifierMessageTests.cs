extern alias objects;

using System.Text;
using System.Text.RegularExpressions;
using objects::Bpf.Objects.Verifier.Reasons;

namespace Bpf.KernelMatrix;

/// <summary>The messages that are explained are those in the kernels' own images.</summary>
public sealed partial class VerifierMessageTests
{
    private static readonly string[] s_kernels = ["x86_64-5.10", "x86_64-6.1", "x86_64-6.12", "x86_64-7.3"];

    // Messages that the kernel prints in parts, or of which the table has only the beginning.
    private static readonly Dictionary<string, string[]> s_parts = new()
    {
        ["At program exit the register R0 has unknown scalar value should have been in *"] = ["* the register * has", "unknown scalar value", "should have been in "],
        ["misaligned value access off *"] = ["misaligned *access off *+*+* size *"],
        ["misaligned access off *"] = ["misaligned *access off *+*+* size *"],
    };

    // Messages of kernels between these.
    private static readonly HashSet<string> s_ofOthers = ["invalid indirect read from stack off *+* size *"];

    // Shorter texts stand anywhere in an image.
    private const int ShortestText = 5;
    private const int ShortestInstance = 12;

    [Fact]
    public void EachExplainedMessageIsInAKernel()
    {
        HashSet<string> texts = [.. s_kernels.SelectMany(TextsOf)];
        string all = string.Join('\n', texts);
        string[] messages = [.. RefusalReasons.All.Select(static reason => reason.Text)];
        string[] unknown =
        [
            .. messages.Where(message => !all.Contains(LongestPart(message), StringComparison.Ordinal) && !IsInstance(message, texts)
                && !(s_parts.TryGetValue(message, out string[]? parts) && Array.TrueForAll(parts, part => all.Contains(part, StringComparison.Ordinal)))
                && !s_ofOthers.Contains(message)),
        ];
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
        Assert.InRange(messages.Length, 300, int.MaxValue);
        Assert.Equal(messages.Length, messages.Distinct().Count());
        Assert.Equal([], s_parts.Keys.Concat(s_ofOthers).Except(messages));
    }

    private static string LongestPart(string message) => message.Split('*').Select(part => part.Trim()).MaxBy(part => part.Length)!;

    // A message whose values are written out: "invalid mem access 'scalar'" is printed by "%s invalid mem access '%s'".
    private static bool IsInstance(string message, HashSet<string> texts)
    {
        string[] samples = [.. new[] { "7", "R7", "7+7" }.Select(value => $"R7 {message.Replace("*", value)} 7")];
        return texts.Any(text => text.Contains('*') && text.Replace("*", "").Length >= ShortestInstance
            && samples.Any(sample => Regex.IsMatch(sample, Regex.Escape(text).Replace("\\*", ".*"))));
    }

    private static IEnumerable<string> TextsOf(string kernel)
    {
        string file = Path.GetTempFileName();
        try
        {
            GuestImage.Run("bash", "eng/kernels.sh", "vmlinux", kernel, file);
            byte[] image = File.ReadAllBytes(file);
            List<string> texts = [];
            int start = 0;
            for (int i = 0; i < image.Length; i++)
            {
                if (image[i] is >= 0x20 and < 0x7f)
                {
                    continue;
                }

                // Messages of several lines end one part with a newline.
                if (i - start >= ShortestText && image[i] is 0 or (byte)'\n')
                {
                    texts.Add(Value().Replace(Encoding.ASCII.GetString(image, start, i - start), "*"));
                }

                start = i + 1;
            }

            return texts;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"%[-#0]*[0-9.*]*(?:ll|l|z|h)?[a-zA-Z]")]
    private static partial Regex Value();
}
