using System.Xml.Linq;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>The documentation of each pass begins with IR before and after it, which must match what the pass does.</summary>
public class PassPageTests
{
    private static readonly Lazy<XDocument> s_documentation = new(() => XDocument.Load(Path.ChangeExtension(typeof(IPass).Assembly.Location, ".xml")));

    public static TheoryData<string> Passes => [.. PassPipeline.Names.Where(name => name != PassPipeline.Import)];

    [Theory]
    [MemberData(nameof(Passes))]
    public void ExampleMatchesThePass(string name)
    {
        IPass pass = PassPipeline.Entries.Single(entry => entry.Pass.Name == name).Pass;
        XElement page = s_documentation.Value.Descendants("member").Single(member => (string?)member.Attribute("name") == $"T:{pass.GetType().FullName}");

        string[] examples = [.. page.Descendants("code").Select(code => Unindent(code.Value))];

        Assert.Equal(2, examples.Length);
        Assert.Equal(examples[1], PassRun.Print(examples[0], pass));
    }

    // The C# compiler indents the text of a comment like its element.
    private static string Unindent(string code)
    {
        string[] lines = [.. code.Trim('\n').Split('\n').Select(line => line.TrimEnd())];
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).Trim();
    }
}
