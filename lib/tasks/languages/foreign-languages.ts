import type { LanguageCode } from "./languages";

/** A language that people write to us in. */
export interface ForeignLanguage {
  code: LanguageCode;
  /** The reply to a message in it, in that language. */
  line: string;
  /** Words of everyday claims that English does not have: one of them is enough to recognise the language. */
  words?: string;
  /** Its function words, which also occur in names of places and people. */
  small?: string;
  /** Its letters, when they are enough to recognise it. */
  letters?: RegExp;
}

/** The languages that are recognised, whether or not a workflow reads them. */
export const foreignLanguages: readonly ForeignLanguage[] = [
  {
    code: "es",
    line: "Por ahora solo leo inglés. Su mensaje queda guardado; también puede leerlo una persona.",
    words: `hola coche carro mi fue está estaba ayer hoy mañana necesito quiero puedo tengo tuve choque chocó golpeado
      golpeó rompió rompio roto rota robaron robo casa cocina ventana tubería agua seguro ayuda gracias buenos
      buenas días tardes dolares dólares daño daños accidente persona hablar vecino piso techo se por favor`,
    small: "el la los las un una de del y en con para que no es me su al",
  },
  {
    code: "de",
    line: "Ich verstehe bisher nur Englisch. Ihre Nachricht bleibt gespeichert; ein Mensch kann sie auch lesen.",
    words: `ich mein meine meinem meinen wurde wurden gestern heute habe haben hatte ist sind nicht bitte danke schaden
      unfall küche kuche wohnung wasser wasserrohr rohrbruch angefahren beschädigt kaputt gestohlen jemand brauche
      hilfe versicherung nachbar fenster sturm waschmaschine ausgelaufen guten hallo auto dach ein eine einen und`,
    small: "der die das den dem des im in am auf mit von zu es hat",
  },
  {
    code: "fr",
    line: [
      "Pour l'instant, je ne comprends que l'anglais.",
      "Votre message est enregistré ; une personne peut aussi le lire.",
    ].join(" "),
    words: `bonjour bonsoir je j'ai mon ma mes voiture hier aujourd'hui été a était est maison fenêtre fenetre cuisine
      eau tuyau volé vole vélo accident cassé casse percutée heurté voisin dégât dégâts tempête tempete veux
      voudrais parler personne merci aide besoin assurance m'a s'est une c'est qu'il nous vous`,
    small: "le la les un des du de et en dans sur avec pour que ne pas à au on il elle",
  },
  {
    code: "pt",
    line: "Por enquanto só leio inglês. A sua mensagem fica guardada; uma pessoa também a pode ler.",
    words: `olá ola meu minha carro foi ontem hoje batido bateu bateram cozinha água janela casa cano estourou roubaram
      quero falar pessoa preciso ajuda obrigado obrigada não estou tenho você dólares tempestade vizinho seguro
      acidente quebrou quebrado bom dia boa tarde com uma`,
    small: "o os as um em no na do da dos das de e que para por se eu",
  },
  {
    code: "it",
    line: "Per ora leggo solo l'inglese. Il suo messaggio resta salvato; può leggerlo anche una persona.",
    words: `ciao buongiorno mia mio macchina ieri oggi è stata stato sono ho hanno rubato rotto rotta finestra cucina
      acqua tubo scoppiato colpita vorrei voglio parlare persona bisogno aiuto grazie assicurazione incidente
      danno danni dollari vicino tempesta casa una della nella tetto`,
    small: "il lo la i gli le un di da in con su per che non si e mi del",
  },
  {
    code: "nl",
    line: "Ik begrijp voorlopig alleen Engels. Uw bericht blijft bewaard; een mens kan het ook lezen.",
    words: `mijn ik gisteren vandaag aangereden gebroken gesprongen gestolen keuken raam huis schade ongeluk hulp nodig
      wil praten mens bedankt verzekering wasmachine gelekt buurman goedendag een het niet heb heeft werd ben zijn
      leiding auto hallo naar`,
    small: "de en van in is op met voor te dat die",
  },
  {
    code: "pl",
    line: "Na razie rozumiem tylko angielski. Państwa wiadomość jest zapisana; może ją też przeczytać człowiek.",
    words: `cześć czesc dzień dobry wczoraj dzisiaj mój moj moja samochód samochod uderzył uderzyl ktoś ktos okno kuchni
      rura pękła pekla woda mieszkanie szkoda wypadek ukradł ukradli złodziej rower chcę chce rozmawiać rozmawiac
      człowiekiem potrzebuję pomocy dziękuję ubezpieczenie jest był była dolarów się nie burza dach sąsiad zalał`,
    small: "w we z na i o do od po ze to",
  },
  {
    code: "tr",
    line: "Şimdilik yalnızca İngilizce anlıyorum. Mesajınız saklanıyor; bir insan da okuyabilir.",
    words: `merhaba dün bugün arabam arabama araba çarptı çarptılar mutfakta mutfak boru patladı pencere kırıldı evim ev
      hasar kaza çaldılar yardım istiyorum insanla konuşmak sigorta teşekkürler lütfen bir ve dolar komşu fırtına
      su bastı var benim`,
    small: "bu da de mi ne için ile",
  },
  {
    code: "sv",
    line: "Än så länge läser jag bara engelska. Ditt meddelande är sparat; en människa kan också läsa det.",
    words: `jag bil bilen blev påkörd igår idag kök köket vatten rör skada hej är inte och fönster hjälp tack lägenhet
      stulen mitt`,
    small: "en ett i på av för det som har min",
  },
  {
    code: "da",
    line: "Indtil videre læser jeg kun engelsk. Din besked er gemt; et menneske kan også læse den.",
    words: `jeg bil bilen blev påkørt går køkken vand rør skade hej er ikke og vindue hjælp tak lejlighed stjålet mit`,
    small: "en et i på af for det som har min",
  },
  {
    code: "ro",
    line: "Deocamdată citesc doar în engleză. Mesajul este păstrat; îl poate citi și o persoană.",
    words: `bună buna mea meu mașina masina fost lovită lovita ieri astăzi bucătărie apă țeavă geam casa spart furat
      ajutor vreau mulțumesc este sunt și nu am asigurare accident`,
    small: "o un a la de pe cu în din",
  },
  {
    code: "cs",
    line: "Zatím rozumím jen anglicky. Vaše zpráva je uložená; může si ji přečíst i člověk.",
    words: `dobrý den včera dnes můj moje auto někdo naboural kuchyni voda okno byt škoda nehoda ukradli potřebuji pomoc
      děkuji pojištění je není mi se trubka praskla`,
    small: "v na a s do z to",
  },
  {
    code: "uk",
    line: "Поки що я розумію лише англійську. Ваше повідомлення збережено; його також може прочитати людина.",
    letters: /[іїєґ]/iu,
  },
  {
    code: "ru",
    line: "Пока я понимаю только по-английски. Ваше сообщение сохранено; его также может прочитать человек.",
    letters: /\p{Script=Cyrillic}/u,
  },
  {
    code: "ar",
    line: "أفهم الإنجليزية فقط في الوقت الحالي. رسالتك محفوظة، ويمكن لشخص أن يقرأها أيضًا.",
    letters: /\p{Script=Arabic}/u,
  },
  {
    code: "ja",
    line: "今のところ英語だけを読みます。メッセージは保存され、担当者も読むことができます。",
    letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  },
  {
    code: "zh",
    line: "目前我只能读英文。您的留言已保存，也可以由工作人员阅读。",
    letters: /\p{Script=Han}/u,
  },
  {
    code: "ko",
    line: "지금은 영어만 읽을 수 있습니다. 메시지는 저장되었으며 담당자가 읽을 수도 있습니다.",
    letters: /\p{Script=Hangul}/u,
  },
  {
    code: "el",
    line: "Προς το παρόν διαβάζω μόνο αγγλικά. Το μήνυμά σας φυλάσσεται· μπορεί να το διαβάσει και ένας άνθρωπος.",
    letters: /\p{Script=Greek}/u,
  },
  {
    code: "hi",
    line: "अभी मैं केवल अंग्रेज़ी पढ़ता हूँ। आपका संदेश सुरक्षित है; कोई व्यक्ति भी इसे पढ़ सकता है।",
    letters: /\p{Script=Devanagari}/u,
  },
  {
    code: "he",
    line: "כרגע אני קורא רק אנגלית. ההודעה שלך נשמרה, וגם אדם יכול לקרוא אותה.",
    letters: /\p{Script=Hebrew}/u,
  },
];
