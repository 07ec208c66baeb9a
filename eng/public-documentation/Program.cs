using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// Usage: PublicDocumentation ASSEMBLY DOCUMENTATION PACKED
// The C# compiler also writes the documentation of internal members, more than half of the file. The packed copy keeps only public and protected members.
if (args is not [string assembly, string documentation, string packed])
{
    Console.Error.WriteLine("Usage: PublicDocumentation ASSEMBLY DOCUMENTATION PACKED");
    return 2;
}

MetadataReference read = MetadataReference.CreateFromFile(assembly);
string[] others =
[
    .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll"),
    .. Directory.EnumerateFiles(Path.GetDirectoryName(assembly)!, "*.dll").Where(file => Path.GetFileName(file) != Path.GetFileName(assembly)),
];
CSharpCompilation compilation = CSharpCompilation.Create("reader", references: [read, .. others.Select(file => MetadataReference.CreateFromFile(file))]);
IAssemblySymbol library = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(read)!;

HashSet<string> visible = [];
Collect(library.GlobalNamespace);

XDocument document = XDocument.Load(documentation, LoadOptions.PreserveWhitespace);
foreach (XElement member in document.Descendants("member").Where(member => !visible.Contains((string)member.Attribute("name")!)).ToArray())
{
    // The line break and indentation before the member.
    if (member.PreviousNode is XText before && string.IsNullOrWhiteSpace(before.Value))
    {
        before.Remove();
    }

    member.Remove();
}

using XmlWriter writer = XmlWriter.Create(packed, new XmlWriterSettings { NewLineHandling = NewLineHandling.None });
document.Save(writer);
return 0;

void Collect(INamespaceOrTypeSymbol container)
{
    foreach (ISymbol member in container.GetMembers())
    {
        if (member is not INamespaceSymbol
            && member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
        {
            continue;
        }

        if (member.GetDocumentationCommentId() is { } id)
        {
            visible.Add(id);
        }

        if (member is INamespaceOrTypeSymbol inner)
        {
            Collect(inner);
        }
    }
}
